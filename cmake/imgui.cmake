# Dear ImGui 1.90.1 from the cache that `./dev setup` fills: target imgui::imgui. Its headers are
# system headers. Whoever links it also links the four test hooks (shared/ui).
if(DEFINED ENV{XDG_CACHE_HOME})
  set(bangtin_cache $ENV{XDG_CACHE_HOME}/bangtin)
else()
  set(bangtin_cache $ENV{HOME}/.cache/bangtin)
endif()
set(BANGTIN_IMGUI_DIR ${bangtin_cache}/imgui-1.90.1 CACHE PATH "The source of Dear ImGui 1.90.1")

if(NOT EXISTS ${BANGTIN_IMGUI_DIR}/imgui.cpp)
  message(FATAL_ERROR "Thiếu mã nguồn Dear ImGui 1.90.1: hãy chạy ./dev setup\n"
                      "The source of Dear ImGui 1.90.1 is not in ${BANGTIN_IMGUI_DIR}: "
                      "run ./dev setup")
endif()

add_library(
  bangtin_imgui STATIC
  ${BANGTIN_IMGUI_DIR}/imgui.cpp
  ${BANGTIN_IMGUI_DIR}/imgui_draw.cpp
  ${BANGTIN_IMGUI_DIR}/imgui_tables.cpp
  ${BANGTIN_IMGUI_DIR}/imgui_widgets.cpp
  ${BANGTIN_IMGUI_DIR}/misc/freetype/imgui_freetype.cpp
  ${BANGTIN_IMGUI_DIR}/misc/cpp/imgui_stdlib.cpp
  ${BANGTIN_IMGUI_DIR}/backends/imgui_impl_sdl2.cpp
  ${BANGTIN_IMGUI_DIR}/backends/imgui_impl_sdlrenderer2.cpp)
add_library(imgui::imgui ALIAS bangtin_imgui)
target_include_directories(
  bangtin_imgui SYSTEM PUBLIC ${BANGTIN_IMGUI_DIR} ${BANGTIN_IMGUI_DIR}/backends
                              ${BANGTIN_IMGUI_DIR}/misc/cpp ${BANGTIN_IMGUI_DIR}/misc/freetype)
target_include_directories(bangtin_imgui PRIVATE ${CMAKE_SOURCE_DIR})
target_compile_definitions(bangtin_imgui PUBLIC IMGUI_USER_CONFIG="shared/ui/imgui_config.h")
# Not our code: its warnings and its small undefined behaviours are not ours to mend, but memory
# and thread errors that we cause inside it must show.
target_compile_options(bangtin_imgui PRIVATE -w -ffp-contract=off)
if(BANGTIN_SANITIZE MATCHES "address|thread")
  target_compile_options(bangtin_imgui PRIVATE -fsanitize=${CMAKE_MATCH_0})
endif()
target_link_libraries(bangtin_imgui PUBLIC PkgConfig::sdl2 PRIVATE PkgConfig::freetype
                                                                   bangtin::base)
