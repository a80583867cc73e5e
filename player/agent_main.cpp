// bangtin-agent: a board's network. See player/agent/agent_core.h.
#include "player/agent_app.h"

int main(int count, char** values) { return bangtin::agent_app(count, values); }
