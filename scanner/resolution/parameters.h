// Parameters of functions, and what calls give them.
#pragma once

#include <cstdint>
#include <string_view>

#include "scanner/resolution/evaluator.h"

namespace ssot {

inline constexpr uint32_t kNoParameter = UINT32_MAX;

// True when `value`, at the place, is a parameter of `function` that nothing has rebound.
bool IsParameter(const Facts& facts, ScopeId function, ValueId value, const Place& place,
                 uint32_t* position);

// By position from 0, the object of a method included; empty when there is none.
std::string_view ParameterName(const Facts& facts, ScopeId function, uint32_t position);

// The position of the parameter with this name, or kNoParameter.
uint32_t ParameterPosition(const Facts& facts, ScopeId function, std::string_view name);

// Whether calls give the first parameter no argument, because it is the object or the class.
bool SkipsFirstParameter(const Facts& facts, const Entity& function);

}  // namespace ssot
