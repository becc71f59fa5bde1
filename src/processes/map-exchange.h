#pragma once

#include <adwaita.h>

#include "kit/page.h"
#include "processes/map-view.h"
#include "route/map-edit.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_EXCHANGE (kontor_map_exchange_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapExchange, kontor_map_exchange, KONTOR, MAP_EXCHANGE, GObject)

/*
 * Maps come from files and go into files: our own form, BPMN 2.0, SVG, PNG, PDF.
 * Gives a page the actions "exchange.import" (Ctrl+O) and "exchange.export"
 * (Ctrl+E).
 */

KontorMapExchange *kontor_map_exchange_new      (KontorPage *page, KontorMapView *view);
/* (nullable): NULL while the map is only looked at; then nothing can be imported. */
void               kontor_map_exchange_set_edit (KontorMapExchange *self, KontorMapEdit *edit);

/**
 * kontor_map_exchange_open:
 *
 * Reads a map from a file and asks before it takes the place of the one that is
 * drawn; says what of a BPMN file the engine does not run.
 */
void               kontor_map_exchange_open     (KontorMapExchange *self, const char *path);
/* Writes the map; the name's ending says as what. */
void               kontor_map_exchange_save     (KontorMapExchange *self, const char *path);

G_END_DECLS
