#include "shared/ui/colours.h"

#include <array>
#include <cmath>

namespace bangtin::ui {
namespace {

struct Shade {
  Colour colour;
  Rgb light, dark;
};

constexpr std::array<Shade, kColours> kShades{{
    {Colour::Background, 0xF3F5F8, 0x11161E},   {Colour::Card, 0xFFFFFF, 0x1B222D},
    {Colour::Hover, 0xEDF3FB, 0x243040},        {Colour::Selected, 0xDCE8F8, 0x2B3F5C},
    {Colour::Rest, 0xE3E8EE, 0x2C3542},         {Colour::TableHead, 0xEEF1F5, 0x222B38},
    {Colour::TextSelected, 0xB7D3F5, 0x34568A},

    {Colour::Ink, 0x1A1F2B, 0xE8ECF2},          {Colour::Muted, 0x5A6472, 0xA7B1BF},
    {Colour::Accent, 0x1565C0, 0x8AB8F5},       {Colour::AccentStrong, 0x0F4F99, 0xADCDF9},
    {Colour::Good, 0x27702B, 0x81C784},         {Colour::Wait, 0x925600, 0xF0B45A},
    {Colour::Bad, 0xC62828, 0xF6978F},          {Colour::OnStrong, 0xFFFFFF, 0x0E1722},

    {Colour::Line, 0xC9D0DA, 0x465264},         {Colour::SoftLine, 0xE3E8EE, 0x2F3947},
    {Colour::BoxLine, 0x8A94A3, 0x7C8797},      {Colour::Grab, 0xC3CAD4, 0x465264},
    {Colour::GrabHover, 0xA7B0BD, 0x5D6B80},

    {Colour::NoteFace, 0xE8F0FB, 0x1E2C40},     {Colour::GoodFace, 0xE8F5E9, 0x1D3224},
    {Colour::WaitFace, 0xFFF4E0, 0x362B17},     {Colour::BadFace, 0xFDECEC, 0x3A2226},
    {Colour::BadPress, 0xFCE2E2, 0x4A2A2E},     {Colour::BadLine, 0xE3A5A5, 0x8A4A4A},

    {Colour::Rail, 0x152F4E, 0x0A111B},         {Colour::RailSelected, 0x2A5A92, 0x234B79},
    {Colour::RailHover, 0x1F426B, 0x182C45},    {Colour::RailInk, 0xFFFFFF, 0xF2F5F9},
    {Colour::RailMuted, 0xA9C1DE, 0xA9C1DE},    {Colour::RailWait, 0xFFD08A, 0xFFD08A},
    {Colour::Alarm, 0xC62828, 0xB92525},        {Colour::AlarmHover, 0x9E1F1F, 0x9E1F1F},

    {Colour::PictureFrame, 0x1A1F2B, 0x05080C}, {Colour::PictureGround, 0xE8ECF1, 0x2A323E},
    {Colour::OverPicture, 0x0D1828, 0x0D1828},  {Colour::OnPicture, 0xFFFFFF, 0xFFFFFF},
    {Colour::Veil, 0x0D1828, 0x000000},

    {Colour::MapAround, 0xF1F3EE, 0xF1F3EE},    {Colour::MapLand, 0xE3ECDC, 0xE3ECDC},
    {Colour::MapBorder, 0x8FA67F, 0x8FA67F},    {Colour::MapWater, 0x8FB8DE, 0x8FB8DE},
    {Colour::MapRoad, 0xCFC6B4, 0xCFC6B4},      {Colour::MapOtherLine, 0xB9C2B2, 0xB9C2B2},

    {Colour::Idle, 0x9AA3AF, 0x7C8797},         {Colour::Amber, 0xE08A00, 0xF0A73A},
    {Colour::Violet, 0x7B1FA2, 0xC79AE0},       {Colour::Pink, 0xAD1457, 0xF08FB5},
    {Colour::Cyan, 0x00838F, 0x5CC4CF},         {Colour::Teal, 0x00796B, 0x5FBFB2},
    {Colour::Slate, 0x455A64, 0x9FB4BF},        {Colour::Brown, 0x6D4C41, 0xC3A295},
}};

constexpr bool in_order() {
  for (int i = 0; i < kColours; ++i) {
    if (int(kShades[std::size_t(i)].colour) != i) return false;
  }
  return true;
}
static_assert(in_order(), "the rows stand in the order of the roles");

ColourSet set_in_force = ColourSet::Light;

}  // namespace

Rgb rgb_of(ColourSet set, Colour colour) {
  const Shade& shade = kShades[std::size_t(colour)];
  return set == ColourSet::Dark ? shade.dark : shade.light;
}

Rgb rgb_of(Colour colour) { return rgb_of(set_in_force, colour); }

Rgb between(Rgb from, Rgb to, float share) {
  Rgb out = 0;
  for (const int shift : {16, 8, 0}) {
    const float a = float((from >> shift) & 0xFF), b = float((to >> shift) & 0xFF);
    out |= Rgb(std::lround(a + (b - a) * share)) << shift;
  }
  return out;
}

void use_colours(ColourSet set) { set_in_force = set; }
ColourSet colours_in_force() { return set_in_force; }

PaperColours::PaperColours() : before_(set_in_force) { set_in_force = ColourSet::Light; }
PaperColours::~PaperColours() { set_in_force = before_; }

}  // namespace bangtin::ui
