#pragma once

#include <libpq-fe.h>

#include "db/result.h"

G_BEGIN_DECLS

/* Takes over @native. */
KontorResult *kontor_result_new (PGresult *native);

G_END_DECLS
