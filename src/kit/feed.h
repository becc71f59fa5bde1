#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_FEED (kontor_feed_get_type ())
G_DECLARE_FINAL_TYPE (KontorFeed, kontor_feed, KONTOR, FEED, GtkWidget)

/*
 * Everything that happened with a partner or a deal, newest first, by days.
 * Reads more when scrolled down, and follows the news.
 */

GtkWidget *kontor_feed_new         (KontorDesk *desk);
/* One of both may be NULL. */
void       kontor_feed_set_subject (KontorFeed *self, const char *partner_id, const char *deal_id);
void       kontor_feed_reload      (KontorFeed *self);
/* A widget above the entries: the composer. (nullable) */
void       kontor_feed_set_composer (KontorFeed *self, GtkWidget *composer);

G_END_DECLS
