// Maps and places from outside: GeoJSON files, the wire, what people paste. Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bangtin::fuzz {

void run_commune_map(std::string_view bytes);
std::vector<std::string> commune_map_seeds();
void run_geojson(std::string_view bytes);
std::vector<std::string> geojson_seeds();
void run_position(std::string_view bytes);
std::vector<std::string> position_seeds();

}  // namespace bangtin::fuzz
