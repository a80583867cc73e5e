// bangtin-trust-client: see trust_client_app.h.
#include "player/trust_client_app.h"

int main(int count, char** values) { return bangtin::trust_client_app(count, values); }
