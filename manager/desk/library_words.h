// How the desk says things about the library. Pure. Thread: any.
#pragma once

#include <string>

#include "manager/desk/state.h"
#include "shared/ui/grid.h"

namespace bangtin::desk {

/// "(chưa có tên)" for one without a name.
std::string name_of(const MediaRecord& record);
/// "1:05"
std::string clock_words(Millis duration);
/// "3 trang", of a document.
std::string pages_words(const MediaRecord& record);
/// By how many items it is used.
ui::Mark mark_of(const MediaRecord& record);
/// `id_begin` and its name in the library name the tile.
ui::Tile tile_of(const State& state, const MediaRecord& record, std::string_view id_begin);

}  // namespace bangtin::desk
