// Rows share the room of an issue: each has its first files there, and what is left out is counted.

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/markdown_text.h"
#include "reports/plan_writer.h"
#include "reports/row_figures.h"
#include "reports/summary_text.h"

namespace ssot {
namespace {

constexpr size_t kMostLines = 20;      // of one step
constexpr size_t kMostToldFiles = 20;  // of one row
constexpr size_t kCutSentence = 160;   // bytes that say what was left out

std::string_view GroupName(PathGroup group) {
  return kPathGroupNames[static_cast<size_t>(group)];
}

std::string Heading(const PlanPhase& phase) {
  std::string text;
  if (!phase.document.empty()) text += phase.document;
  if (!phase.phase.empty()) text += (text.empty() ? "Phase " : ", phase ") + phase.phase;
  if (!phase.priority.empty())
    text += (text.empty() ? "Priority " : ", priority ") + phase.priority;
  return text.empty() ? "Without a phase" : text;
}

std::string RowLine(const CountedRow& counted) {
  return "| " + MarkdownCode(counted.row.id) + " | " + MarkdownText(counted.row.title) + " | " +
         TrueFigure(counted) + " | " + TargetFigure(counted.row) + " | " + StatusName(counted) +
         " |\n";
}

std::string RowTable(const std::vector<CountedRow>& rows) {
  std::string text =
      "| row | title | count | target | status |\n| --- | --- | ---: | ---: | --- |\n";
  for (const CountedRow& row : rows) text += RowLine(row);
  return text + "\n";
}

// "16 rows are open, 1 is met, 2 are not counted here"
std::string RowsSentence(const Plan& plan) {
  size_t open = plan.only_counted.size();
  for (const PlanPhase& phase : plan.phases) open += phase.rows.size();
  std::string text = Quantity(open, "row is", "rows are") + " open, " +
                     Quantity(plan.done.size(), "is", "are") + " met";
  if (!plan.not_counted.empty()) {
    text += ", " + Quantity(plan.not_counted.size(), "is", "are") + " not counted here";
  }
  return text;
}

std::string HeadMarkdown(const Plan& plan) {
  std::string text = "# Remediation plan\n\n";
  if (plan.places == 0) text += "No place to change is found; " + RowsSentence(plan) + ".\n\n";
  if (plan.places > 0) {
    uint64_t uncounted = 0;
    for (const PlanFile& file : plan.other_files) uncounted += file.places;
    text += Quantity(plan.places, "place", "places") + " in " +
            Quantity(plan.files, "file", "files") + " to change";
    if (uncounted > 0) text += ", " + FormatCount(uncounted) + " of them counted by no row";
    text += "; " + RowsSentence(plan) + ".\n\n";
    text += "| group | files |\n| --- | ---: |\n";
    for (const auto& [group, files] : plan.files_by_group) {
      text += "| " + std::string(GroupName(group)) + " | " + FormatCount(files) + " |\n";
    }
    text +=
        "\nRisk is how many files import the file: high from " +
        std::to_string(kHighRiskImporters) + ", medium from " +
        std::to_string(kMediumRiskImporters) +
        ". Files stand in the order in which they are worth most: product code before tests, then "
        "most places, fewest lines to edit, fewest importers. Whoever edits a file once may do "
        "all its rows at once: a place that several rows count is told in the first.\n\n";
  }
  return text;
}

std::string Owners(const PlanFile& file) {
  std::string text;
  for (const std::string& owner : file.owners) {
    text += (text.empty() ? "" : " ") + MarkdownCode(owner);
  }
  return text;
}

// What a team ticks off.
std::string FileHead(const PlanFile& file) {
  std::string text =
      "- [ ] " + MarkdownCode(file.path) + ": " + Quantity(file.places, "place", "places") +
      " on " + Quantity(file.edits, "line", "lines") + ", " + std::string(GroupName(file.group)) +
      ", risk " + std::string(kPlanRiskNames[static_cast<size_t>(file.risk)]);
  if (file.importers > 0) {
    text += " (imported by " + Quantity(file.importers, "file", "files") + ")";
  }
  const std::string owners = Owners(file);
  if (!owners.empty()) text += ", owned by " + owners;
  if (file.told > 0) {
    text += "; " + FormatCount(file.told) + " of them told above";
  }
  return text + "\n";
}

// "a.b" of "a/b.py": what names in the file begin with.
std::string ModuleOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  const size_t dot = path.find('.', slash == path.npos ? 0 : slash);
  std::string module = path.substr(0, dot);
  std::replace(module.begin(), module.end(), '/', '.');
  return module;
}

// A name of the file itself without the file; of another long dotted name the last two parts.
std::string ShortName(const std::string& symbol, const std::string& path) {
  std::string dotted = symbol;
  std::replace(dotted.begin(), dotted.end(), '/', '.');
  const std::string module = ModuleOf(path) + ".";
  if (dotted.size() > module.size() && dotted.starts_with(module)) {
    return symbol.substr(module.size());
  }
  size_t begin = symbol.rfind('.');
  if (begin == symbol.npos || begin == 0) return symbol;
  begin = symbol.rfind('.', begin - 1);
  const bool is_short = begin == symbol.npos || symbol.find('.') == begin;
  return is_short ? symbol : symbol.substr(begin + 1);
}

// The lines of places with one name, in their order.
struct NamedLines {
  std::string name;
  std::vector<std::pair<uint32_t, size_t>> lines;  // and how many places stand on each
};

std::vector<NamedLines> LinesByName(const PlanStep& step, const std::string& path) {
  std::vector<NamedLines> all;
  for (const PlanPlace& place : step.places) {
    const std::string name = ShortName(place.symbol, path);
    auto found = std::find_if(all.begin(), all.end(),
                              [&](const NamedLines& known) { return known.name == name; });
    if (found == all.end()) found = all.insert(all.end(), {name, {}});
    auto& lines = found->lines;
    if (lines.empty() || lines.back().first != place.line) lines.push_back({place.line, 0});
    ++lines.back().second;
  }
  return all;
}

// "`jwt.encode` on lines 88, 136 (twice), 206; `jwt.decode` on line 91"
std::string PlacesText(const PlanStep& step, const std::string& path) {
  std::string text;
  size_t shown = 0;
  size_t left_out = 0;
  for (const NamedLines& named : LinesByName(step, path)) {
    std::string lines;
    for (const auto& [line, places] : named.lines) {
      if (shown == kMostLines) {
        left_out += places;
        continue;
      }
      ++shown;
      lines += (lines.empty() ? "" : ", ") + std::to_string(line);
      if (places == 2) lines += " (twice)";
      if (places > 2) lines += " (" + FormatCount(places) + " times)";
    }
    if (lines.empty()) continue;
    if (!text.empty()) text += "; ";
    if (!named.name.empty()) text += MarkdownCode(named.name) + " on ";
    text += (named.lines.size() == 1 ? "line " : "lines ") + lines;
  }
  if (left_out > 0) text += ", and " + Quantity(left_out, "more place", "more places");
  return text;
}

// Instructions that several files of a row share, told once.
class SharedInstructions {
 public:
  explicit SharedInstructions(const std::vector<PlanFile>& files) {
    std::map<Key, size_t> files_of;
    for (const PlanFile& file : files) {
      for (const PlanStep& step : file.steps) {
        if (++files_of[KeyOf(step)] == 2 && !step.instruction.empty()) shared_.push_back(&step);
      }
    }
    std::stable_sort(shared_.begin(), shared_.end(),
                     [](const PlanStep* a, const PlanStep* b) { return a->rule_id < b->rule_id; });
  }

  bool Has(const PlanStep& step) const { return NumberOf(step).has_value(); }

  // The rule, and which of its instructions where it has several.
  std::string Label(const PlanStep& step) const {
    const std::optional<size_t> number = NumberOf(step);
    if (!number || CountOf(step.rule_id) < 2) return MarkdownCode(step.rule_id);
    return MarkdownCode(step.rule_id) + " (" + std::to_string(*number) + ")";
  }

  std::string Text() const {
    std::string text;
    for (const PlanStep* step : shared_) {
      text += "- " + Label(*step);
      if (NumberOf(*step) == 1u) text += ", " + MarkdownText(step->title);
      text += ": " + MarkdownProse(step->instruction) + "\n";
    }
    return text.empty() ? "" : "What to do, by rule:\n\n" + text + "\n";
  }

 private:
  using Key = std::pair<std::string_view, std::string_view>;
  static Key KeyOf(const PlanStep& step) { return {step.rule_id, step.instruction}; }

  std::optional<size_t> NumberOf(const PlanStep& step) const {
    size_t number = 0;
    for (const PlanStep* known : shared_) {
      if (known->rule_id != step.rule_id) continue;
      ++number;
      if (known->instruction == step.instruction) return number;
    }
    return std::nullopt;
  }

  size_t CountOf(std::string_view rule) const {
    return static_cast<size_t>(
        std::count_if(shared_.begin(), shared_.end(),
                      [&](const PlanStep* step) { return step->rule_id == rule; }));
  }

  std::vector<const PlanStep*> shared_;
};

std::string FileText(const PlanFile& file, const SharedInstructions& shared) {
  std::string text = FileHead(file);
  for (const PlanStep& step : file.steps) {
    text += "  - " + shared.Label(step) + ": " + PlacesText(step, file.path);
    if (!shared.Has(step) && !step.instruction.empty()) {
      text += ". " + MarkdownProse(step.instruction);
    }
    text += "\n";
  }
  return text;
}

// The files of one row, each as it would stand there.
struct Listing {
  std::string instructions;
  std::vector<std::string> files;  // with something to tell
  std::vector<uint64_t> places;    // that each of them tells
  std::vector<std::string> told;   // of which earlier rows have told everything

  size_t size() const {
    size_t bytes = instructions.size();
    for (const std::string& file : files) bytes += file.size();
    return bytes;
  }
};

Listing ListFiles(const std::vector<PlanFile>& files) {
  const SharedInstructions shared(files);
  Listing listing;
  listing.instructions = shared.Text();
  for (const PlanFile& file : files) {
    if (file.steps.empty()) {
      listing.told.push_back(MarkdownCode(file.path) + " (" + FormatCount(file.places) + ")");
    } else {
      listing.files.push_back(FileText(file, shared));
      listing.places.push_back(file.places - file.told);
    }
  }
  return listing;
}

std::string ToldText(const std::vector<std::string>& told) {
  if (told.empty()) return "";
  std::string text = "- Told above: ";
  const size_t shown = std::min(told.size(), kMostToldFiles);
  for (size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + told[i];
  if (shown < told.size()) {
    text += ", and " + Quantity(told.size() - shown, "more file", "more files");
  }
  return text + "\n";
}

// As many files as `room` bytes hold, the first ones.
std::string ListingText(const Listing& listing, size_t room) {
  std::string text = listing.instructions;
  size_t shown = 0;
  while (shown < listing.files.size() && text.size() + listing.files[shown].size() <= room) {
    text += listing.files[shown++];
  }
  uint64_t places = 0;
  for (size_t i = shown; i < listing.places.size(); ++i) places += listing.places[i];
  if (shown < listing.files.size()) {
    const size_t left_out = listing.files.size() - shown;
    text += "- " + Quantity(left_out, "file", "files") + " with " +
            Quantity(places, "place", "places") + (left_out == 1 ? " is" : " are") +
            " left out here for the length of an issue; `ssot plan --format json` has all\n";
  }
  return text + ToldText(listing.told) + "\n";
}

// What each listing may take of `room`: all that it needs, or an equal part of what those leave
// that need less. So no long row hides the rows after it.
std::vector<size_t> ShareRoom(const std::vector<Listing>& listings, size_t room) {
  std::vector<size_t> order(listings.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return listings[a].size() < listings[b].size(); });
  std::vector<size_t> shares(listings.size());
  for (size_t i = 0; i < order.size(); ++i) {
    shares[order[i]] = std::min(listings[order[i]].size(), room / (order.size() - i));
    room -= shares[order[i]];
  }
  return shares;
}

std::string RowHead(const PlanRow& row) {
  const CountedRow& counted = row.counted;
  std::string text =
      "### " + MarkdownText(counted.row.title) + " (" + MarkdownCode(counted.row.id) + ")\n\n";
  const std::string figure = ComparedWithTarget(counted);
  text += "Now: " + (figure.empty() ? TrueFigure(counted) : figure) + ". ";
  if (!counted.row.check.empty()) {
    text += "Check in the documents: " + MarkdownCode(counted.row.check) + ". ";
  }
  return text + "Done when this says `met`:\n\n```sh\n" + row.verify + "\n```\n\n";
}

std::string TailMarkdown(const Plan& plan) {
  std::string tail;
  const auto add = [&](const std::vector<CountedRow>& rows, const std::string& heading) {
    if (!rows.empty()) tail += heading + RowTable(rows);
  };
  add(plan.only_counted,
      "## Open, without a place to change\n\nWhat these rows need is not there, or their rules "
      "only "
      "count text.\n\n");
  add(plan.done, "## Done\n\n");
  add(plan.not_counted,
      "## Not counted here\n\nThese rows say nothing about this tree, neither good nor bad.\n\n");
  return tail;
}

}  // namespace

std::string RenderPlanMarkdown(const Report& report, const Plan& plan, size_t most_bytes) {
  std::string head = HeadMarkdown(plan);
  for (const std::string& trouble : Troubles(report)) {
    head += "**" + MarkdownText(trouble) + "**\n\n";
  }
  const std::string tail = TailMarkdown(plan);

  // One section a row, and one for what no row counts: its text before the listing, and the
  // listing.
  std::vector<std::string> beginnings;
  std::vector<Listing> listings;
  for (const PlanPhase& phase : plan.phases) {
    std::string heading = "## " + MarkdownText(Heading(phase)) + "\n\n";
    for (const PlanRow& row : phase.rows) {
      beginnings.push_back(std::exchange(heading, "") + RowHead(row));
      listings.push_back(ListFiles(row.files));
    }
  }
  if (!plan.other_files.empty()) {
    beginnings.emplace_back("## Found by rules that no row counts\n\n");
    listings.push_back(ListFiles(plan.other_files));
  }

  size_t fixed = head.size() + tail.size();
  for (size_t i = 0; i < listings.size(); ++i) {
    fixed += beginnings[i].size() + ToldText(listings[i].told).size() + kCutSentence;
  }
  const std::vector<size_t> shares =
      ShareRoom(listings, most_bytes > fixed ? most_bytes - fixed : 0);
  std::string text = head;
  for (size_t i = 0; i < listings.size(); ++i) {
    text += beginnings[i] + ListingText(listings[i], shares[i]);
  }
  return text + tail;
}

}  // namespace ssot
