#include "shared/model/manifest.h"

#include "shared/model/names.h"

namespace bangtin {
namespace {

constexpr Named<ZoneRole> kZoneRoles[] = {
    {ZoneRole::Main, "main"},
    {ZoneRole::Header, "header"},
    {ZoneRole::Ticker, "ticker"},
    {ZoneRole::Side, "side"},
};

}  // namespace

std::string_view name_of(ZoneRole role) { return name_in(kZoneRoles, role); }
bool from_name(std::string_view name, ZoneRole& out) { return value_in(kZoneRoles, name, out); }

}  // namespace bangtin
