#include "scanner/pipeline/read_files.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>
#include <numeric>
#include <string_view>
#include <utility>

#include "scanner/discovery/git_revisions.h"
#include "scanner/discovery/read_source.h"
#include "scanner/languages/cpp/cpp.h"
#include "scanner/languages/front_end.h"
#include "scanner/matching/wanted_answers.h"
#include "scanner/parallel/parallel_for.h"
#include "scanner/pipeline/clang_run.h"
#include "scanner/pipeline/header_folders.h"
#include "scanner/secrets/mask.h"
#include "scanner/secrets/masked_lines.h"

namespace ssot {
namespace {

constexpr size_t kSniffedBytes = 8192;

using Clock = std::chrono::steady_clock;

class StepTimer {
 public:
  // Adds the time since the last call to `cost`.
  void Charge(StepCost* cost, uint64_t bytes) {
    const Clock::time_point now = Clock::now();
    cost->seconds += std::chrono::duration<double>(now - last_).count();
    ++cost->files;
    cost->bytes += bytes;
    last_ = now;
  }

 private:
  Clock::time_point last_ = Clock::now();
};

void Add(const StepCost& cost, StepCost* sum) {
  sum->seconds += cost.seconds;
  sum->files += cost.files;
  sum->bytes += cost.bytes;
}

void Fail(std::string reason, ReadFile* file) {
  *file = ReadFile();
  file->outcome = ReadOutcome::kFailed;
  file->reason = std::move(reason);
}

// As git and grep tell: a NUL byte near the beginning, unless a mark says that it is UTF-16.
bool LooksBinary(std::string_view head) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return false;
  return head.find('\0') != head.npos;
}

// Whether a line that was left out may hold the name of a function that imports what its argument
// says. What other names such functions are given, resolution finds out.
bool MayLackImports(const Facts& outline, const LanguageSemantics& semantics,
                    std::string_view text) {
  return std::any_of(semantics.dynamic_imports.begin(), semantics.dynamic_imports.end(),
                     [&](std::string_view call) {
                       const std::string_view name = call.substr(call.rfind('.') + 1);
                       return outline.name_filter.MayHold(HashOfName(name)) &&
                              text.find(name) != text.npos;
                     });
}

class FileReader {
 public:
  FileReader(const Session& session, const std::vector<RunFile>& files, const CompiledRules& rules,
             const TextPass& text_pass, const CallNames* call_names)
      : session_(session),
        rules_(rules),
        text_pass_(text_pass),
        call_names_(call_names),
        clang_(session),
        header_folders_(files) {}

  // What a thread remembers from one file to the next.
  struct Memory {
    WantedAnswers answers;
    WordSearch words;
    std::vector<LiteralHit> candidates;
    std::vector<uint32_t> word_offsets;
    std::string bytes;
  };
  Memory MakeMemory() const {
    return {WantedAnswers(rules_, call_names_), WordSearch(call_names_), {}, {}, {}};
  }

  void Read(const RunFile& run_file, Memory* memory, ReadFile* result, ReadCosts* costs) {
    const SourceFile& file = run_file.file;
    ApplicableRules applicable = run_file.is_chosen ? rules_.For(file.path, file.language)
                                                    : rules_.ForWholeTree(file.path, file.language);
    const FrontEnd* front_end = FindFrontEnd(file.language);
    StepTimer timer;
    const bool has_settings = IsModuleSettings(file.path);
    if (front_end == nullptr && applicable.text.empty() && !has_settings) {
      if (run_file.is_chosen) Sniff(file.path, result);
      timer.Charge(&costs->read, 0);
      return;
    }

    std::string bytes = std::move(memory->bytes);
    std::string error;
    const uint64_t limit = session_.options.max_file_bytes;
    const bool is_read = session_.source->Read(file.path, limit, &bytes, &error);
    if (session_.base != nullptr) result->blob = file.blob.empty() ? BlobId(bytes) : file.blob;
    SourceText text = DecodeSource(std::move(bytes));
    timer.Charge(&costs->read, text.utf8.size());
    if (!is_read) return Fail(error, result);
    if (text.is_binary) {
      result->outcome = ReadOutcome::kBinary;
      return;
    }

    if (has_settings) result->module_settings = ReadModuleSettings(file.path, text.utf8);
    if (!text.is_utf8_on_disk) applicable.text = text_pass_.ForOtherEncodings(applicable.text);
    const bool has_outlines = rules_.size() > 0 && HasOutlines(file.language);
    const bool has_call_words = has_outlines && call_names_ != nullptr;
    if (!applicable.text.empty() || has_call_words) {
      text_pass_.Candidates(text.utf8, &memory->candidates, &memory->word_offsets);
      if (has_call_words) FindCallWords(text.utf8, applicable.facts, memory, result);
      timer.Charge(&costs->prefilter, text.utf8.size());
    }

    Extraction extraction;
    if (front_end != nullptr) {
      const WantedFacts& wanted = memory->answers.By(applicable.facts, result->finding_rules);
      result->looks_into_functions = wanted.calls || wanted.accesses || wanted.mocks;
      const bool is_outline = has_outlines && !result->looks_into_functions;
      extraction = (is_outline ? front_end->outline : front_end->extract)(file.path, text.utf8);
      if (extraction.facts.is_outline &&
          MayLackImports(extraction.facts, *front_end->semantics, text.utf8)) {
        extraction = front_end->extract(file.path, text.utf8);
      }
      timer.Charge(&costs->extract, text.utf8.size());
      if (cpp::IsFamily(file.language)) {
        AskClang(run_file, text.utf8, applicable.facts, &extraction, costs);
      }
      if (extraction.facts.parse == ParseStatus::kFailed) {
        return Fail(FailureOf(extraction.facts), result);
      }
    }

    if (!applicable.text.empty()) {
      result->hits =
          text_pass_.FindHits(text.utf8, extraction.regions, memory->candidates, applicable.text);
      MaskSecrets(text.utf8, file.language, &result->hits);
      timer.Charge(&costs->text, text.utf8.size());
    }
    result->directives = FindDirectives(text.utf8, extraction.regions, front_end != nullptr,
                                        session_.config.requires_reasons);
    result->has_facts = front_end != nullptr;
    result->facts = std::move(extraction.facts);
    result->text_rules = std::move(applicable.text);
    result->fact_rules = std::move(applicable.facts);
    memory->bytes = std::move(text.utf8);
  }

  std::string ClangProblem() { return clang_.DatabaseProblem(); }

 private:
  void FindCallWords(std::string_view text, const std::vector<RuleIndex>& fact_rules,
                     Memory* memory, ReadFile* result) const {
    WordSearch::Words found = memory->words.FindIn(text, memory->word_offsets);
    result->call_rules = call_names_->BitsOf(fact_rules);
    result->finding_rules = result->call_rules & (found.meaning.all() | CallNames::kEverywhere);
    result->call_words = std::move(found.words);
  }

  // libclang costs a hundred times what the words do: it is asked where a rule may find something.
  // Whoever comes without rules wants all facts.
  void AskClang(const RunFile& run_file, const std::string& text,
                const std::vector<RuleIndex>& fact_rules, Extraction* extraction,
                ReadCosts* costs) {
    const bool is_wanted =
        run_file.is_chosen && (rules_.size() == 0 || MayConcern(rules_, fact_rules, text));
    if (!clang_.is_available() || !is_wanted) {
      ++costs->without_clang.files;
      costs->without_clang.bytes += text.size();
      return;
    }
    StepTimer timer;
    *extraction = clang_.Parse(
        {run_file.file.path, text, run_file.file.language, header_folders_.For(extraction->facts)});
    timer.Charge(&costs->clang, text.size());
  }

  // In what rules show of their hits.
  void MaskSecrets(std::string_view text, Language language, std::vector<TextHit>* hits) const {
    const bool shows_text = std::any_of(hits->begin(), hits->end(),
                                        [](const TextHit& hit) { return !hit.text.empty(); });
    if (!shows_text) return;
    const std::vector<ByteRange> secrets = FindSecrets(text, language, *session_.secret_names);
    if (secrets.empty()) return;
    MaskedLines lines(Masked(text, secrets));
    for (TextHit& hit : *hits) {
      if (!hit.text.empty()) hit.text = lines.FoldedText(hit.span);
    }
  }

  void Sniff(const std::string& path, ReadFile* result) const {
    std::string head;
    std::string error;
    if (!session_.source->ReadHead(path, kSniffedBytes, &head, &error)) return Fail(error, result);
    if (LooksBinary(head)) result->outcome = ReadOutcome::kBinary;
  }

  static std::string FailureOf(const Facts& facts) {
    if (facts.errors.empty()) return "not analysed";
    const ParseError& error = facts.errors.front();
    if (error.line == 0) return "not analysed: " + error.message;
    return "not analysed: line " + std::to_string(error.line) + ": " + error.message;
  }

  const Session& session_;
  const CompiledRules& rules_;
  const TextPass& text_pass_;
  const CallNames* call_names_;
  ClangRun clang_;
  const HeaderFolders header_folders_;
};

}  // namespace

std::vector<ReadFile> ReadFiles(const Session& session, const std::vector<RunFile>& files,
                                const CompiledRules& rules, const TextPass& text_pass,
                                const CallNames* call_names, const std::function<void()>& on_file,
                                ReadCosts* costs) {
  // Largest first, so that no thread is left with a large one at the end.
  std::vector<size_t> order(files.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return files[a].file.size > files[b].file.size; });

  FileReader reader(session, files, rules, text_pass, call_names);
  std::vector<ReadFile> results(files.size());
  std::mutex costs_mutex;
  const auto remember = [&] { return reader.MakeMemory(); };
  ParallelFor(session.options.jobs, files.size(), remember, [&](size_t i, auto& memory) {
    const size_t file = order[i];
    ReadCosts file_costs;
    try {
      reader.Read(files[file], &memory, &results[file], &file_costs);
    } catch (const std::exception& error) {
      Fail(std::string("not analysed: ") + error.what(), &results[file]);
    }
    if (on_file) on_file();
    const std::lock_guard lock(costs_mutex);
    Add(file_costs.read, &costs->read);
    Add(file_costs.prefilter, &costs->prefilter);
    Add(file_costs.extract, &costs->extract);
    Add(file_costs.clang, &costs->clang);
    Add(file_costs.without_clang, &costs->without_clang);
    Add(file_costs.text, &costs->text);
  });
  if (costs->clang.files > 0) costs->clang_problem = reader.ClangProblem();
  return results;
}

bool ReadWholeFacts(const Session& session, const SourceFile& file, Facts* facts,
                    std::string* error) {
  std::string bytes;
  if (!session.source->Read(file.path, session.options.max_file_bytes, &bytes, error)) return false;
  const SourceText text = DecodeSource(std::move(bytes));
  if (text.is_binary) {
    *error = "not analysed: it has changed while it was scanned";
    return false;
  }
  *facts = FindFrontEnd(file.language)->extract(file.path, text.utf8).facts;
  return true;
}

}  // namespace ssot
