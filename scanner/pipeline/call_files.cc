#include "scanner/pipeline/call_files.h"

#include <string>
#include <utility>

namespace ssot {

CallFiles::CallFiles(const CallNames& call_names, const ProjectFacts& project,
                     std::vector<ReadFile>* read)
    : call_names_(call_names),
      project_(project),
      read_(*read),
      names_([&call_names](std::string_view word) { return call_names.Meaning(word); }),
      has_words_(project.facts->size()),
      is_reached_(project.facts->size()),
      is_open_(project.facts->size(), true),
      modules_(project.facts->size()) {
  for (size_t i = 0; i < read_.size(); ++i) {
    for (const std::string& word : read_[i].call_words) {
      names_.Add(word, call_names.Meaning(word));
    }
    if (project.ids[i] != kNone) has_words_[project.ids[i]] = !read_[i].call_words.empty();
    if (project.ids[i] != kNone && read_[i].call_rules != 0) looked_at_.push_back(project.ids[i]);
  }
}

void CallFiles::NoteRead(const std::vector<FileId>& files) {
  for (FileId file : files) is_open_[file] = true;
}

void CallFiles::NoteReached(const std::vector<FileId>& files) {
  for (FileId file : files) is_reached_[file] = true;
}

std::vector<FileId> CallFiles::FindOutlines(unsigned jobs) {
  names_.Grow(*project_.facts, has_words_,
              std::exchange(is_open_, std::vector<bool>(is_open_.size())), jobs);
  std::vector<FileId> outlines;
  for (size_t i = 0; i < read_.size(); ++i) {
    ReadFile& file = read_[i];
    const FileId id = project_.ids[i];
    if (id == kNone || (file.call_rules == 0 && !is_reached_[id])) continue;
    const Facts& facts = (*project_.facts)[id];
    const RuleBits standing = names_.MayStandIn(facts) | modules_[id];
    file.finding_rules |= file.call_rules & (standing | names_.everywhere());
    // Another name may be given by any line that holds one.
    const bool may_give = is_reached_[id] && (standing != 0 || !file.call_words.empty());
    const bool may_be_found = file.call_rules != 0 && file.finding_rules != 0;
    if (facts.is_outline && (may_be_found || may_give)) outlines.push_back(id);
  }
  return outlines;
}

std::vector<FileId> CallFiles::FindOutlinesInModules(unsigned jobs) {
  bool has_any = false;
  bool has_new_names = false;
  for (FileId file = 0; file < project_.facts->size(); ++file) {
    const RuleBits rules = call_names_.ReachedBy(project_.index->ModuleName(file));
    if (rules == 0) continue;
    modules_[file] = rules;
    is_reached_[file] = has_any = true;
    has_new_names |= names_.AddAllOf((*project_.facts)[file], rules);
  }
  // They are new to all files.
  if (has_new_names) is_open_.assign(is_open_.size(), true);
  return has_any ? FindOutlines(jobs) : std::vector<FileId>();
}

}  // namespace ssot
