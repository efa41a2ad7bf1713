// What TypeScript itself sees: reads paths, one a line, from standard input, and prints one JSON
// record a file.
//   {path, error: {line, column, message}}                     a file that it rejects, or
//   {path, imports: [], calls: [], accesses: [], definitions: []}
// Each entry has `start` and `end` ([line, column], code points from 1), and `scope`, `enclosing`
// and `guarded` as `ssot facts` has them; `guarded` is null where that is a matter of taste. A `?` in
// a callee is any expression that is no name; a name that is null is not literal.
// With the root as its argument, imports of values also have what the compiler resolves them to:
// `file`, below the root and without extension, and `origin`, {file, names} of what is declared.
import { readFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import ts from "typescript";

const K = ts.SyntaxKind;

class Places {
  constructor(text) {
    this.starts = [0];
    this.before = null; // code points before each place, where these are not the places
    if (/[\ud800-\udbff]/.test(text)) {
      this.before = new Int32Array(text.length + 1);
      for (let i = 0; i < text.length; ++i) {
        const isSecond = (text.charCodeAt(i) & 0xfc00) === 0xdc00;
        this.before[i + 1] = this.before[i] + (isSecond ? 0 : 1);
      }
    }
    for (let i = 0; i < text.length; ++i) {
      const c = text[i];
      if (c === "\n" || (c === "\r" && text[i + 1] !== "\n")) this.starts.push(i + 1);
    }
  }

  codePoints(offset) {
    return this.before ? this.before[offset] : offset;
  }

  at(offset) {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return [low + 1, this.codePoints(offset) - this.codePoints(this.starts[low]) + 1];
  }
}

function isWrapper(node) {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) || ts.isTypeAssertionExpression(node) ||
    ts.isExpressionWithTypeArguments(node);
}

function unwrapped(node, isAwaitToo = true) {
  while (isWrapper(node) || (isAwaitToo && ts.isAwaitExpression(node))) node = node.expression;
  return node;
}

// The outermost expression that is only `node` in brackets, casts and awaits.
function wrapped(node, isAwaitToo = true) {
  while (isWrapper(node.parent) || (isAwaitToo && ts.isAwaitExpression(node.parent))) node = node.parent;
  return node;
}

function isStringLike(node) {
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);
}

function isModuleCall(node) {
  return ts.isCallExpression(node) && node.arguments.length > 0 && isStringLike(node.arguments[0]) &&
    node.arguments[0].text !== "" && ["import", "require"].includes(written(node.expression));
}

function isNamed(node, name) {
  return ts.isIdentifier(node) && node.text === name;
}

// `import.defer("m")` is an import() like others.
function writtenMeta(node) {
  const isImport = node.keywordToken === K.ImportKeyword;
  return isImport && node.name.text !== "meta" ? "import" : isImport ? "import.meta" : "new.target";
}

// The last names of a long chain of calls are enough.
function written(node, depth = 0) {
  node = unwrapped(node);
  if (depth > 20) return "?";
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) return node.text;
  if (node.kind === K.ThisKeyword) return "this";
  if (node.kind === K.SuperKeyword) return "super";
  if (node.kind === K.ImportKeyword) return "import";
  if (ts.isMetaProperty(node)) return writtenMeta(node);
  if (ts.isPropertyAccessExpression(node)) return `${written(node.expression, depth + 1)}.${node.name.text}`;
  if (ts.isElementAccessExpression(node)) return `${written(node.expression, depth + 1)}[]`;
  if (isModuleCall(node)) return "?";
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return `${written(node.expression, depth + 1)}()`;
  if (isStringLike(node)) return '""';
  return "?";
}

function nameOfProperty(name) {
  if (name === undefined) return "";
  if (ts.isComputedPropertyName(name)) return isStringLike(name.expression) ? name.expression.text : "";
  return name.text;
}

// The pattern of an assignment, `[a, { b: c }] = …`, that the expression is a part of.
function targetAround(node) {
  for (;;) {
    const parent = node.parent;
    const isPart = ts.isArrayLiteralExpression(parent) || ts.isSpreadElement(parent) || ts.isObjectLiteralExpression(parent) ||
      (ts.isPropertyAssignment(parent) && parent.initializer === node);
    if (!isPart) break;
    node = parent;
  }
  return node;
}

// [key, what it is bound to] of each member of `{ a, b: c, ...rest }`, declared or assigned.
function keysOf(pattern) {
  if (ts.isObjectBindingPattern(pattern)) {
    const elements = pattern.elements.filter((element) => !element.dotDotDotToken);
    return elements.map((element) => [element.propertyName ?? element.name, element.name]);
  }
  if (!ts.isObjectLiteralExpression(pattern)) return [];
  const members = pattern.properties.filter((member) => !ts.isSpreadAssignment(member));
  return members.map((member) => [member.name, ts.isPropertyAssignment(member) ? member.initializer : member.name]);
}

function isFunction(node) {
  return ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node) || isAccessor(node);
}

// Interfaces have some, too.
function isAccessor(node) {
  return ts.isAccessor(node) && !ts.isInterfaceDeclaration(node.parent) && !ts.isTypeLiteralNode(node.parent);
}

function isClass(node) {
  return ts.isClassDeclaration(node) || ts.isClassExpression(node);
}

const STATEMENT_MODIFIERS = [K.ExportKeyword, K.DefaultKeyword, K.DeclareKeyword];

class FileFacts {
  constructor(path, source, places, project) {
    this.project = project;
    this.source = source;
    this.places = places;
    this.record = { path, imports: [], calls: [], accesses: [], definitions: [] };
  }

  start(node) {
    return node.getStart(this.source);
  }

  text(node) {
    return this.source.text.slice(this.start(node), node.end);
  }

  add(list, place, start, end, fact) {
    this.record[list].push({
      start: this.places.at(start),
      end: this.places.at(end),
      scope: place.scope,
      enclosing: place.enclosing,
      guarded: place.guarded,
      ...fact,
    });
  }

  run() {
    const stack = [[this.source, { scope: "module", enclosing: "", guarded: false }]];
    while (stack.length > 0) {
      const [node, place] = stack.pop();
      const inner = this.visit(node, place);
      const children = [];
      ts.forEachChild(node, (child) => {
        children.push([child, this.placeOf(child, node, inner, place)]);
      });
      stack.push(...children.reverse());
    }
    return this.record;
  }

  // Where `child` stands, when its parent's inside is `inner` and the parent stands in `place`.
  placeOf(child, parent, inner, place) {
    const guarded = (value) => (inner.guarded === true ? inner : { ...inner, guarded: value });
    if (isClass(parent) && !ts.isClassElement(child)) return place;
    if (isFunction(parent) && ts.isDecorator(child)) return place;
    if (ts.isPropertyDeclaration(parent)) return inner;
    if (ts.isIfStatement(parent)) {
      if (child === parent.expression) {
        const isElseIf = ts.isIfStatement(parent.parent) && parent.parent.elseStatement === parent;
        return isElseIf ? { ...inner, guarded: null } : inner;
      }
      return guarded(true);
    }
    if (ts.isTryStatement(parent)) return child === parent.finallyBlock ? inner : guarded(true);
    if (ts.isCatchClause(parent)) return child === parent.block ? inner : { ...inner, guarded: null };
    if (ts.isCaseOrDefaultClause(parent)) return child === parent.expression ? { ...inner, guarded: null } : guarded(true);
    return inner;
  }

  // Adds what the node is, and returns the place of what stands inside it.
  visit(node, place) {
    if (ts.isImportDeclaration(node)) this.visitImport(node, place);
    else if (ts.isImportEqualsDeclaration(node)) this.visitImportEquals(node, place);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) this.visitReexport(node, place);
    else if (ts.isImportTypeNode(node)) this.visitImportType(node, place);
    else if (ts.isCallExpression(node) || ts.isNewExpression(node)) this.visitCall(node, place);
    else if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) this.visitAccess(node, place);
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === K.InKeyword) this.visitIn(node, place);
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === K.EqualsToken) this.visitAssignment(node, place);
    else if (ts.isObjectBindingPattern(node)) this.visitPattern(node, place);
    else if (isClass(node)) return this.visitClass(node, place);
    else if (isFunction(node)) return this.visitFunction(node, place);
    else if (ts.isModuleDeclaration(node) && node.body && this.isAmbient(node)) return { ...place, guarded: true };
    return place;
  }

  isAmbient(node) {
    return node.modifiers?.some((modifier) => modifier.kind === K.DeclareKeyword);
  }

  // ---- imports -----------------------------------------------------------------------------------

  addImport(place, node, end, module, fact) {
    this.add("imports", place, this.start(node), end, { module, name: "", alias: "", typeOnly: false, ...fact });
  }

  visitImport(node, place) {
    const module = node.moduleSpecifier.text;
    const clause = node.importClause;
    const statementLine = this.places.at(this.start(node))[0];
    if (!clause) {
      this.addImport(place, node.moduleSpecifier, node.moduleSpecifier.end, module, { form: "import", statementLine });
      return;
    }
    const typeOnly = clause.isTypeOnly;
    if (clause.name) {
      const fact = { name: "default", alias: clause.name.text, form: "from", typeOnly, statementLine };
      const meaning = this.project?.meaning(this.source, module, clause.name);
      this.addImport(place, clause.name, clause.name.end, module, { ...fact, ...meaning });
    }
    const bindings = clause.namedBindings;
    if (!bindings) return;
    if (ts.isNamespaceImport(bindings)) {
      const fact = { alias: bindings.name.text, form: "import", typeOnly, statementLine };
      this.addImport(place, bindings, bindings.end, module, { ...fact, ...this.project?.meaning(this.source, module) });
      return;
    }
    for (const element of bindings.elements) this.addSpecifier(place, element, module, "from", typeOnly, statementLine);
  }

  addSpecifier(place, element, module, form, typeOnly, statementLine) {
    const name = element.propertyName ?? element.name;
    const alias = element.propertyName ? element.name.text : "";
    const fact = { name: name.text, alias, form, typeOnly: typeOnly || element.isTypeOnly, statementLine };
    this.addImport(place, name, name.end, module, { ...fact, ...this.project?.meaning(this.source, module, name) });
  }

  visitImportEquals(node, place) {
    if (!ts.isExternalModuleReference(node.moduleReference)) return;
    const statementLine = this.places.at(this.start(node))[0];
    const fact = { alias: node.name.text, form: "require", typeOnly: node.isTypeOnly, statementLine };
    this.addImport(place, node.name, node.name.end, node.moduleReference.expression.text, fact);
  }

  visitReexport(node, place) {
    const module = node.moduleSpecifier.text;
    const statementLine = this.places.at(this.start(node))[0];
    const typeOnly = node.isTypeOnly;
    const clause = node.exportClause;
    if (!clause) {
      const star = node.getChildren(this.source).find((child) => child.kind === K.AsteriskToken);
      this.addImport(place, star, star.end, module, { name: "*", form: "reexport", typeOnly, statementLine });
    } else if (ts.isNamespaceExport(clause)) {
      const fact = { alias: clause.name.text, form: "reexport", typeOnly, statementLine };
      this.addImport(place, clause, clause.end, module, fact);
    } else {
      for (const element of clause.elements) this.addSpecifier(place, element, module, "reexport", typeOnly, statementLine);
    }
  }

  // import("./types").Name in a type
  visitImportType(node, place) {
    if (!ts.isLiteralTypeNode(node.argument) || !isStringLike(node.argument.literal)) return;
    const children = node.getChildren(this.source);
    const word = children.find((child) => child.kind === K.ImportKeyword);
    const bracket = children.find((child) => child.kind === K.CloseParenToken);
    const fact = { form: "dynamic", typeOnly: true };
    this.addImport(place, word, bracket.end, node.argument.literal.text, fact);
  }

  // What a call of require or import() brings in depends on what is done with it.
  visitModuleCall(node, place) {
    const module = node.arguments[0].text;
    const form = isNamed(node.expression, "require") ? "require" : "dynamic";
    let value = wrapped(node);
    let member = "";
    if (ts.isPropertyAccessExpression(value.parent) && value.parent.expression === value) {
      member = value.parent.name.text;
      value = wrapped(value.parent);
    }
    const target = this.targetOf(value);
    if (target && ts.isIdentifier(target)) {
      const fact = { name: member, alias: target.text === member ? "" : target.text, form };
      this.addImport(place, node, node.end, module, fact);
    } else if (target && member === "" && keysOf(target).length > 0) {
      for (const [key, bound] of keysOf(target)) {
        const name = nameOfProperty(key);
        const isAlias = ts.isIdentifier(bound) && bound.text !== name;
        this.addImport(place, key, key.end, module, { name, alias: isAlias ? bound.text : "", form });
      }
    } else {
      this.addImport(place, node, node.end, module, { form });
    }
  }

  targetOf(value) {
    const parent = value.parent;
    if (ts.isVariableDeclaration(parent) && parent.initializer === value) return parent.name;
    const isAssignment = ts.isBinaryExpression(parent) && parent.operatorToken.kind === K.EqualsToken && parent.right === value;
    return isAssignment ? parent.left : undefined;
  }

  // ---- calls and accesses ------------------------------------------------------------------------

  visitCall(node, place) {
    this.add("calls", place, this.start(node), node.end, { callee: written(node.expression) });
    if (isModuleCall(node)) this.visitModuleCall(node, place);
  }

  // "process.env", "node:process.env" or "import.meta.env", when the expression is that.
  environment(node) {
    node = unwrapped(node);
    const isMember = ts.isPropertyAccessExpression(node) && node.name.text === "env";
    if (!isMember) return "";
    const base = unwrapped(node.expression);
    if (isNamed(base, "process")) return this.processEnvironment(base);
    const isOfGlobal = ts.isPropertyAccessExpression(base) && base.name.text === "process" &&
      ["globalThis", "global", "window", "self"].some((name) => isNamed(base.expression, name));
    if (isOfGlobal) return "process.env";
    return ts.isMetaProperty(base) && base.keywordToken === K.ImportKeyword ? "import.meta.env" : "";
  }

  // What `process` stands for here: the global, or what Node has under this name.
  processEnvironment(name) {
    for (let node = name; node; node = node.parent) {
      const declaration = node.locals?.get("process")?.declarations?.[0];
      if (!declaration) continue;
      const statement = ts.findAncestor(declaration, ts.isImportDeclaration);
      const module = statement?.moduleSpecifier.text;
      return ts.isImportClause(declaration) && /^(node:)?process$/.test(module) ? `${module}.env` : "";
    }
    return "process.env";
  }

  addAccess(place, form, node, name, mode) {
    this.add("accesses", place, this.start(node), node.end, { form, name, mode });
  }

  visitAccess(node, place) {
    const form = this.environment(node.expression);
    const outer = wrapped(node, false);
    const isCallee = (ts.isCallExpression(outer.parent) || ts.isNewExpression(outer.parent)) && outer.parent.expression === outer;
    if (form === "" || isCallee) return;
    const isMember = ts.isPropertyAccessExpression(node);
    const key = isMember ? node.name : node.argumentExpression;
    const name = isMember || isStringLike(key) ? key.text : null;
    this.addAccess(place, form, node, name, this.modeOf(outer));
  }

  modeOf(node) {
    const pattern = targetAround(node);
    const isInPattern = ts.isBinaryExpression(pattern.parent) && pattern.parent.left === pattern &&
      pattern.parent.operatorToken.kind === K.EqualsToken;
    if (isInPattern) return "write";
    const parent = node.parent;
    if (ts.isDeleteExpression(parent)) return "delete";
    const isUpdate = (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) &&
      [K.PlusPlusToken, K.MinusMinusToken].includes(parent.operator);
    const isAssigned = ts.isBinaryExpression(parent) && parent.left === node &&
      parent.operatorToken.kind >= K.FirstAssignment && parent.operatorToken.kind <= K.LastAssignment;
    const isLoop = (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) && parent.initializer === node;
    return isUpdate || isAssigned || isLoop ? "write" : "read";
  }

  // process.env = { ...process.env, KEY: value }
  visitAssignment(node, place) {
    const form = this.environment(node.left);
    if (form === "" || !ts.isObjectLiteralExpression(node.right)) return;
    for (const member of node.right.properties) {
      const isKnown = ts.isPropertyAssignment(member) || ts.isShorthandPropertyAssignment(member);
      const name = isKnown ? nameOfProperty(member.name) : "";
      if (name !== "") this.addAccess(place, form, member.name, name, "write");
    }
  }

  visitIn(node, place) {
    const form = this.environment(node.right);
    if (form === "") return;
    const key = unwrapped(node.left);
    this.addAccess(place, form, node, isStringLike(key) ? key.text : null, "read");
  }

  // const { KEY } = process.env
  visitPattern(node, place) {
    const holder = node.parent;
    const form = ts.isVariableDeclaration(holder) && holder.initializer ? this.environment(holder.initializer) : "";
    if (form === "") return;
    for (const element of node.elements) {
      const key = element.propertyName ?? element.name;
      if (!element.dotDotDotToken) this.addAccess(place, form, key, nameOfProperty(key) || null, "read");
    }
  }

  // ---- definitions -------------------------------------------------------------------------------

  headStart(node) {
    const isStatement = ts.isFunctionDeclaration(node) || isClass(node);
    const isSkipped = (modifier) => ts.isDecorator(modifier) || (isStatement && STATEMENT_MODIFIERS.includes(modifier.kind));
    const first = node.modifiers?.find((modifier) => !isSkipped(modifier));
    if (first) return this.start(first);
    const last = node.modifiers?.at(-1);
    return last ? ts.skipTrivia(this.source.text, last.end) : this.start(node);
  }

  // {name, start, end} of a function or class by what it stands in; undefined for one without a name.
  headOf(node) {
    const own = node.name && { name: nameOfProperty(node.name), start: this.headStart(node), end: node.name.end };
    if (ts.isConstructorDeclaration(node)) {
      const isWord = (child) => child.kind === K.ConstructorKeyword || ts.isStringLiteral(child);
      const word = node.getChildren(this.source).find(isWord);
      return { name: "constructor", start: this.headStart(node), end: word.end };
    }
    const isExpression = ts.isFunctionExpression(node) || ts.isArrowFunction(node) || ts.isClassExpression(node);
    if (!isExpression && own) return own;
    const value = wrapped(node, false);
    const holder = value.parent;
    const named = (first, name) => ({ name: nameOfProperty(name), start: this.start(first), end: name.end });
    if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)) return named(holder.name, holder.name);
    if (ts.isPropertyAssignment(holder)) return named(holder.name, holder.name);
    if (ts.isPropertyDeclaration(holder) && holder.initializer === value) {
      return { name: nameOfProperty(holder.name), start: this.headStart(holder), end: holder.name.end, isMember: true };
    }
    if (ts.isBinaryExpression(holder) && holder.operatorToken.kind === K.EqualsToken && holder.right === value) {
      const left = holder.left;
      if (ts.isIdentifier(left)) return named(left, left);
      if (this.text(left) === "module.exports") return own ?? { name: "default", start: this.start(left), end: left.end };
      if (ts.isPropertyAccessExpression(left)) return named(left, left.name);
    }
    const isDefault = ts.isExportAssignment(holder) && !holder.isExportEquals;
    if (own || !(isDefault || !isExpression)) return own;
    const start = this.headStart(node);
    return { name: "default", start, end: null };
  }

  addDefinition(node, place, head, what, isAsync) {
    const end = head.end ?? head.start;
    const fact = { name: head.name, what, async: isAsync, isWithoutName: head.end === null };
    this.add("definitions", place, head.start, end, fact);
    return [place.enclosing, head.name].filter((name) => name !== "").join(".");
  }

  visitClass(node, place) {
    const head = this.headOf(node) ?? { name: "", start: this.headStart(node), end: null };
    const enclosing = this.addDefinition(node, place, head, "class", false);
    return { ...place, scope: "class", enclosing };
  }

  visitFunction(node, place) {
    const inside = { ...place, guarded: false };
    const head = this.headOf(node);
    if (!head?.name) return inside;
    const isMember = head.isMember || (isClass(node.parent) && !ts.isFunctionExpression(node) && !ts.isArrowFunction(node));
    const isAsync = node.modifiers?.some((modifier) => modifier.kind === K.AsyncKeyword) ?? false;
    const enclosing = this.addDefinition(node, place, head, isMember ? "method" : "function", isAsync);
    return { ...inside, scope: "function", enclosing };
  }
}

function readText(path) {
  const bytes = readFileSync(path);
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(isUtf16 ? "utf16le" : "utf8");
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function parse(path, text) {
  const isJavaScript = /\.[mc]?jsx?$/.test(path);
  const kind = isJavaScript ? ts.ScriptKind.JSX : path.endsWith(".tsx") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const options = { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  return ts.createSourceFile(path, text, options, true, kind);
}

// `const a = b.c`, `export default a`, `module.exports = { a: b.c }`, where ssot goes on to what b.c is.
function isAnotherName(declaration) {
  if (ts.isPropertyAssignment(declaration)) return true;
  const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration.expression;
  return value && (ts.isIdentifier(unwrapped(value)) || ts.isPropertyAccessExpression(unwrapped(value)));
}

// All files together, each with the settings of the nearest tsconfig.json.
class Project {
  constructor(root, paths) {
    this.root = root;
    this.settings = new Map();
    this.resolved = new Map();
    const options = { allowJs: true, noLib: true, types: [], preserveSymlinks: true };
    const host = ts.createCompilerHost(options);
    host.getSourceFile = (path) => (ts.sys.fileExists(path) ? parse(path, readText(path)) : undefined);
    host.resolveModuleNameLiterals = (literals, path) =>
      literals.map((literal) => ({ resolvedModule: this.resolve(literal.text, path) }));
    this.program = ts.createProgram(paths, options, host);
    this.checker = this.program.getTypeChecker();
  }

  settingsOf(folder) {
    if (!this.settings.has(folder)) {
      const file = ["tsconfig.json", "jsconfig.json"].map((name) => `${folder}/${name}`).find(ts.sys.fileExists);
      const isTop = folder === this.root || folder === dirname(folder);
      this.settings.set(folder, file ? this.readSettings(file) : isTop ? {} : this.settingsOf(dirname(folder)));
    }
    return this.settings.get(folder);
  }

  readSettings(file) {
    const host = { ...ts.sys, readDirectory: () => [] };
    const { config } = ts.readConfigFile(file, ts.sys.readFile);
    return ts.parseJsonConfigFileContent(config ?? {}, host, dirname(file), {}, file).options;
  }

  resolve(module, path) {
    const key = `${dirname(path)}\n${module}`;
    if (!this.resolved.has(key)) {
      const options = {
        ...this.settingsOf(dirname(path)),
        allowJs: true,
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        preserveSymlinks: true,
      };
      this.resolved.set(key, ts.resolveModuleName(module, path, options, ts.sys).resolvedModule);
    }
    return this.resolved.get(key);
  }

  below(path) {
    return relative(this.root, path).replace(/(\.d)?\.[mc]?[jt]sx?$/, "");
  }

  isOwn(path) {
    return path.startsWith(`${this.root}/`) && !path.slice(this.root.length).includes("/node_modules/");
  }

  // What an import brings in; nothing where it is no value, or comes from outside.
  meaning(source, module, name) {
    const found = this.resolve(module, source.fileName);
    if (!found || !this.isOwn(found.resolvedFileName) || found.extension === ".json") return {};
    const file = this.below(found.resolvedFileName);
    const symbol = name && this.checker.getSymbolAtLocation(name);
    if (!symbol || !(symbol.flags & ts.SymbolFlags.Alias)) return { file };
    const meant = this.checker.getAliasedSymbol(symbol);
    const declaration = meant.valueDeclaration;
    if (!(meant.flags & ts.SymbolFlags.Value) || !declaration || ts.isSourceFile(declaration)) return { file };
    if (isAnotherName(declaration) || ts.findAncestor(declaration, ts.isModuleDeclaration)) return { file };
    const home = declaration.getSourceFile();
    if (!this.isOwn(home.fileName)) return { file };
    return { file, origin: { file: this.below(home.fileName), names: this.namesOf(meant, home) } };
  }

  // Its own, and others under which its file exports it.
  namesOf(symbol, home) {
    const isIt = (one) => one === symbol || (one.flags & ts.SymbolFlags.Alias && this.checker.getAliasedSymbol(one) === symbol);
    const exported = home.symbol ? this.checker.getExportsOfModule(home.symbol) : [];
    return [symbol.name, ...exported.filter(isIt).map((one) => one.name)];
  }
}

function factsOf(path, project) {
  const text = readText(path);
  const source = project ? project.program.getSourceFile(path) : parse(path, text);
  const places = new Places(text);
  const error = source.parseDiagnostics[0];
  if (error) {
    const [line, column] = places.at(error.start);
    return { path, error: { line, column, message: ts.flattenDiagnosticMessageText(error.messageText, " ") } };
  }
  ts.bindSourceFile(source, {}); // finds what names stand for
  return new FileFacts(path, source, places, project).run();
}

const paths = readFileSync(0, "utf8").split("\n").filter((path) => path !== "");
const project = process.argv[2] ? new Project(process.argv[2], paths) : undefined;
for (const path of paths) process.stdout.write(`${JSON.stringify(factsOf(path, project))}\n`);
