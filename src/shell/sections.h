#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorSection:
 * @name: for the count and the tests; never shown
 * @label: for translation
 * @icon: a symbolic icon's name
 * @action: the detailed action that opens it
 * @key: the key of the tab it opens, so that the sidebar can mark it
 * @administrator: shown to administrators only
 *
 * One line of the sidebar.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *icon;
  const char *action;
  const char *key;
  gboolean    administrator;
} KontorSection;

/* Ended by one without a name. */
const KontorSection *kontor_sections_get (void);

/* The @number-th (from 1) of those that @role sees, or %NULL. */
const KontorSection *kontor_sections_find (guint number, const char *role);

gboolean             kontor_section_is_visible (const KontorSection *self, const char *role);

G_END_DECLS
