// SARIF for GitHub code scanning. It opens an alert for every result, suppressed or not; of too
// many it shows the severe ones, new or not; and whatever originalUriBaseIds say, it takes relative
// paths as they are from the repository's top.

#include "reports/report_format.h"
#include "reports/repository_path.h"
#include "reports/sarif_writer.h"

namespace ssot {

std::string RenderGithubSarif(const Report& report, const RenderOptions& options) {
  return SarifText(SeenFromRepository(report), options, SarifReader::kGitHub);
}

}  // namespace ssot
