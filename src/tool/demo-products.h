#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The catalogue of a wholesaler of office furniture and equipment. */
typedef struct
{
  const char *code;
  const char *name;
  const char *unit;
  /* Cents. */
  int         price;
  /* How many of it go into one order, usually. */
  int         usual;
} KontorDemoProduct;

guint                    kontor_demo_products_count (void);
const KontorDemoProduct *kontor_demo_products_get   (guint index);

G_END_DECLS
