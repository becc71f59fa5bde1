#pragma once

#include <adwaita.h>

#include "model/entity.h"

G_BEGIN_DECLS

/*
 * What stands where the rows of a list would be: a status page with one button.
 */

void kontor_list_status_show_error (AdwStatusPage *status, GtkButton *button, const char *error);

/**
 * kontor_list_status_show_empty:
 * @is_filtered: whether not all there is would be shown
 * @view: (nullable): the name of the view that is shown just as it is kept; %NULL
 *   where the person has filtered or searched
 * @words: (nullable): what the list says of its emptiness itself: "Nothing to do"
 *
 * Nothing was found, nothing belongs to this view now, or there is nothing at all.
 */
void kontor_list_status_show_empty (AdwStatusPage *status, GtkButton *button, const KontorEntity *entity,
                                    gboolean is_filtered, const char *view, const char *words);

G_END_DECLS
