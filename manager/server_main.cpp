// bangtin-server: see manager/server_app.h.
#include "manager/server_app.h"

int main(int count, char** values) { return bangtin::run_server(count, values); }
