// The members of everything that is hashed. For the .cpp files of this folder. Thread: any.
#pragma once

#include "shared/base/limits.h"
#include "shared/model/manifest.h"
#include "shared/protocol/json_fields.h"

namespace bangtin {

template <class Visitor, Is<Media> Value>
void fields(Visitor& field, Value& media) {
  constexpr std::size_t kChunksMax = limits::kBlobBytesMax / limits::kChunkBytes;
  field("blob", media.blob);
  field("size_bytes", media.size_bytes);
  field.list("chunks", media.chunks, kChunksMax);
  field("media_type", media.media_type);
  field("size_px", media.size_px);
  field("duration_ms", media.duration);
  field("has_sound", media.has_sound);
  field("poster", media.poster);
}

template <class Visitor, Is<Story> Value>
void fields(Visitor& field, Value& story) {
  field("title", story.title);
  field("lead", story.lead);
  field("source", story.source);
  field("link", story.link);
  field("published_at", story.published_at);
  field("published_as", story.published_as);
  field("media", story.media);
}

template <class Visitor, Is<ItemContent> Value>
void fields(Visitor& field, Value& content) {
  field("kind", content.kind);
  field("title", content.title);
  field("body", content.body);
  field.list("media", content.media, limits::kMediaPerItemMax);
  field.list("stories", content.stories, limits::kStoriesMax);
  field("agency", content.agency);
  field("document_number", content.document_number);
  field("source", content.source);
  field("category", content.category);
  field("language", content.language);
  field("origin", content.origin);
  field("owner_kind", content.owner_kind);
  field("priority", content.priority);
  field("commune_code", content.commune_code);
  field("province_code", content.province_code);
  field("valid_from", content.valid_from);
  field("valid_until", content.valid_until);
  field("picture_duration_s", content.picture_duration);
  field("site", content.site);
  field.rare_list("boards", content.places.boards, Places::kMax);
  field.rare_list("communes", content.places.communes, Places::kMax);
}

template <class Visitor, Is<Page> Value>
void fields(Visitor& field, Value& page) {
  field("begin_byte", page.begin_byte);
  field("end_byte", page.end_byte);
  field("text_px", page.text_px);
  field("media", page.media);
  field("duration_ms", page.duration);
  field("begin_story", page.begin_story);
  field("end_story", page.end_story);
}

template <class Visitor, Is<Pagination> Value>
void fields(Visitor& field, Value& pagination) {
  field("zone_px", pagination.zone_px);
  field.list("pages", pagination.pages, limits::kPagesMax);
}

template <class Visitor, Is<ItemVersion> Value>
void fields(Visitor& field, Value& version) {
  field("id", version.id);
  field("number", version.number);
  field("author", version.author);
  field("made_at", version.made_at);
  field("content", version.content);
  field.list("paginations", version.paginations, limits::kCanvasKindsMax);
}

template <class Visitor, Is<Zone> Value>
void fields(Visitor& field, Value& zone) {
  field("role", zone.role);
  field("rect_px", zone.rect_px);
}

template <class Visitor, Is<Layout> Value>
void fields(Visitor& field, Value& layout) {
  field.list("zones", layout.zones, limits::kZonesMax);
}

template <class Visitor, Is<PlaylistEntry> Value>
void fields(Visitor& field, Value& entry) {
  field("item", entry.item);
  field("page", entry.page);
  field("duration_ms", entry.duration);
}

template <class Visitor, Is<Playlist> Value>
void fields(Visitor& field, Value& playlist) {
  field.list("entries", playlist.entries, limits::kPlaylistEntriesMax);
}

template <class Visitor, Is<Program> Value>
void fields(Visitor& field, Value& program) {
  field("layout", program.layout);
  field.list("playlists", program.playlists, limits::kZonesMax);
}

template <class Visitor, Is<Window> Value>
void fields(Visitor& field, Value& window) {
  field("begin", window.begin);
  field("end", window.end);
  field("program", window.program);
  field.list("ran_ms", window.ran, limits::kZonesMax);
}

template <class Visitor, Is<Span> Value>
void fields(Visitor& field, Value& span) {
  field("begin", span.begin);
  field("end", span.end);
}

template <class Visitor, Is<Place> Value>
void fields(Visitor& field, Value& place) {
  field("commune_code", place.commune_code);
  field("province_code", place.province_code);
  field("agency", place.agency);
}

template <class Visitor, Is<AuditHead> Value>
void fields(Visitor& field, Value& head) {
  field("seq", head.seq);
  field("hash", head.hash);
}

template <class Visitor, Is<Selection> Value>
void fields(Visitor& field, Value& selection) {
  field("board", selection.board);
  field("generation", selection.generation);
  field("issued_at", selection.issued_at);
  field("canvas_px", selection.canvas_px);
  field("utc_offset_minutes", selection.utc_offset_minutes);
  field("place", selection.place);
  field.list("items", selection.items, limits::kItemsPerManifestMax);
  field.list("layouts", selection.layouts, limits::kLayoutsMax);
  field.list("playlists", selection.playlists, limits::kPlaylistsMax);
  field.list("programs", selection.programs, limits::kProgramsMax);
  field.list("windows", selection.windows, limits::kWindowsMax);
  field.list("quiet", selection.quiet, limits::kSpansMax);
  field.list("panel_off", selection.panel_off, limits::kSpansMax);
}

}  // namespace bangtin
