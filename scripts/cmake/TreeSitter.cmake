# tree-sitter and its grammars, compiled from the sources in their npm packages. They are other
# people's code: no warnings of theirs are ours, and they are optimised in every build, because a
# parser that is not makes tests slow and shows nothing.
set(TREE_SITTER_PACKAGES "${PROJECT_SOURCE_DIR}/node_modules")
if(NOT EXISTS "${TREE_SITTER_PACKAGES}/tree-sitter-typescript/tsx/src/parser.c")
  message(FATAL_ERROR "node_modules is missing or incomplete: run scripts/install-packages")
endif()

add_library(tree_sitter STATIC
  "${TREE_SITTER_PACKAGES}/tree-sitter/vendor/tree-sitter/lib/src/lib.c")
target_include_directories(tree_sitter SYSTEM
  PUBLIC "${TREE_SITTER_PACKAGES}/tree-sitter/vendor/tree-sitter/lib/include"
  PRIVATE "${TREE_SITTER_PACKAGES}/tree-sitter/vendor/tree-sitter/lib/src")
target_compile_definitions(tree_sitter PRIVATE _POSIX_C_SOURCE=200112L _DEFAULT_SOURCE)
target_compile_options(tree_sitter PRIVATE -w -O2)

# tree_sitter_grammar(name folder): the library tree_sitter_<name> from node_modules/<folder>/src.
function(tree_sitter_grammar name folder)
  set(sources "${TREE_SITTER_PACKAGES}/${folder}/src")
  add_library(tree_sitter_${name} STATIC "${sources}/parser.c" "${sources}/scanner.c")
  target_include_directories(tree_sitter_${name} SYSTEM PRIVATE "${sources}")
  target_compile_options(tree_sitter_${name} PRIVATE -w -O2)
  target_link_libraries(tree_sitter_${name} PUBLIC tree_sitter)
endfunction()

tree_sitter_grammar(html tree-sitter-html)
tree_sitter_grammar(tsx tree-sitter-typescript/tsx)
tree_sitter_grammar(typescript tree-sitter-typescript/typescript)
