// bangtin-player: what stands on the glass. See player/core/stage.h.
#include "player/player_app.h"

int main(int count, char** values) { return bangtin::player_app(count, values); }
