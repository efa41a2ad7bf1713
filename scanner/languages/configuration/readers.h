// One reader a format. Each adds what it finds in the builder's text.
#pragma once

#include "scanner/languages/configuration/settings_builder.h"

namespace ssot::configuration {

void ReadDotenv(SettingsBuilder* settings);
void ReadShell(SettingsBuilder* settings);
void ReadDockerfile(SettingsBuilder* settings);
void ReadIni(SettingsBuilder* settings);
void ReadProperties(SettingsBuilder* settings);
void ReadToml(SettingsBuilder* settings);
void ReadJson(SettingsBuilder* settings);
void ReadYaml(SettingsBuilder* settings);
void ReadTerraform(SettingsBuilder* settings);

// `NAME=value` lines, `export` or not, and commands that define variables, in a part of a text: a
// block of a YAML file, a script.
void ReadAssignmentLines(SettingsBuilder* settings, TextRange range, SettingId parent);

}  // namespace ssot::configuration
