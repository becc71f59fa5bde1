#pragma once

#include "model/record.h"

G_BEGIN_DECLS

/* For kontor_entity_get_record_type(). */
GType kontor_record_register_type (const char *name, const KontorEntity *entity);

G_END_DECLS
