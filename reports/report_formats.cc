#include "reports/report_format.h"

namespace ssot {

#define REPORT_FORMAT(name, description, render) \
  std::string render(const Report& report, const RenderOptions& options);
#include "reports/report_formats.def"

const std::vector<ReportFormat>& ReportFormats() {
  static const std::vector<ReportFormat> formats = {
#define REPORT_FORMAT(name, description, render) {name, description, render},
#include "reports/report_formats.def"
  };
  return formats;
}

const ReportFormat* FindReportFormat(std::string_view name) {
  for (const ReportFormat& format : ReportFormats()) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

}  // namespace ssot
