#pragma once

#include "tool/demo-plan.h"
#include "tool/demo-rows.h"

G_BEGIN_DECLS

typedef gboolean (*KontorDemoWriter) (const KontorDemoPlan *plan, KontorDemoSink *sink, guint64 *count, GError **error);

typedef struct
{
  const char      *table;
  KontorDemoWriter write;
} KontorDemoTable;

/* Small tables that the others name; written first. */
const KontorDemoTable *kontor_demo_tables_people (guint *count);
/* The large ones, the longest first. */
const KontorDemoTable *kontor_demo_tables_work   (guint *count);

/* Who makes and changes a client's rows. */
#define KONTOR_DEMO_BOOKKEEPING "id, created_at, created_by, changed_at, changed_by"
#define KONTOR_DEMO_OWNER "manager_id, team_id"

void kontor_demo_tables_bookkeeping (KontorDemoRows *rows, const KontorDemoPlan *plan, KontorDemoKind kind,
                                     guint index, gint64 at, guint employee);
void kontor_demo_tables_owner       (KontorDemoRows *rows, const KontorDemoPlan *plan, guint employee);
void kontor_demo_tables_link        (KontorDemoRows *rows, const KontorDemoPlan *plan, KontorDemoKind kind, guint index);

gboolean kontor_demo_write_team         (const KontorDemoPlan *, KontorDemoSink *, guint64 *, GError **);
gboolean kontor_demo_write_employee     (const KontorDemoPlan *, KontorDemoSink *, guint64 *, GError **);
gboolean kontor_demo_write_product      (const KontorDemoPlan *, KontorDemoSink *, guint64 *, GError **);
gboolean kontor_demo_write_partner      (const KontorDemoPlan *, KontorDemoSink *, guint64 *, GError **);
gboolean kontor_demo_write_legal_entity (const KontorDemoPlan *, KontorDemoSink *, guint64 *, GError **);
gboolean kontor_demo_write_person       (const KontorDemoPlan *, KontorDemoSink *, guint64 *, GError **);
gboolean kontor_demo_write_address      (const KontorDemoPlan *, KontorDemoSink *, guint64 *, GError **);
gboolean kontor_demo_write_channel      (const KontorDemoPlan *, KontorDemoSink *, guint64 *, GError **);
gboolean kontor_demo_write_deal         (const KontorDemoPlan *, KontorDemoSink *, guint64 *, GError **);
gboolean kontor_demo_write_offer        (const KontorDemoPlan *, KontorDemoSink *, guint64 *, GError **);
gboolean kontor_demo_write_offer_line   (const KontorDemoPlan *, KontorDemoSink *, guint64 *, GError **);
gboolean kontor_demo_write_interaction  (const KontorDemoPlan *, KontorDemoSink *, guint64 *, GError **);
gboolean kontor_demo_write_project      (const KontorDemoPlan *, KontorDemoSink *, guint64 *, GError **);
gboolean kontor_demo_write_task         (const KontorDemoPlan *, KontorDemoSink *, guint64 *, GError **);

G_END_DECLS
