#pragma once

#include "draw/flow.h"
#include "draw/offer.h"

G_BEGIN_DECLS

/*
 * The firm's paper.  The grid, in millimetres: text from 25 to 190, address
 * field and folding marks of DIN 5008 form B, so that the first page of a
 * letter fits a window envelope.
 */

#define KONTOR_STATIONERY_LEFT 25.0
#define KONTOR_STATIONERY_RIGHT 190.0
#define KONTOR_STATIONERY_INFORMATION 125.0
#define KONTOR_STATIONERY_FIRST_TOP 100.0
#define KONTOR_STATIONERY_TOP 33.0
#define KONTOR_STATIONERY_BOTTOM 262.0

/**
 * KontorStationery:
 * @offer: whose sender is the firm
 * @title: repeated on the following pages
 */
typedef struct
{
  PangoContext *context;
  KontorOffer  *offer;
  const char   *title;
} KontorStationery;

/* The text in the document's language. */
const char  *kontor_stationery_say     (KontorStationery *self, const char *text);
PangoLayout *kontor_stationery_set     (KontorStationery *self, const KontorTextStyle *style,
                                        const char *text, double width);
/* Sets a text at once; returns where it ends. */
double       kontor_stationery_put     (KontorStationery *self, KontorDrawing *drawing,
                                        const KontorTextStyle *style, const char *text,
                                        const KontorRectangle *where, double alignment, KontorInk ink);
/* A KontorPageFunc: letterhead or running head, folding marks, foot, page number. */
void         kontor_stationery_draw    (KontorDrawing *drawing, guint page, guint n_pages, gpointer self);
/* The address field with the line the letter returns to. */
void         kontor_stationery_address (KontorStationery *self, KontorDrawing *drawing);

/* The parts that are given, with @separator between them; (transfer full). */
char        *kontor_stationery_join    (const char *separator, const char * const *parts, guint n_parts);

G_END_DECLS
