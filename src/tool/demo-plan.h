#pragma once

#include <glib.h>

#include "tool/demo-calendar.h"
#include "tool/demo-country.h"
#include "tool/demo-random.h"

G_BEGIN_DECLS

/*
 * Who works with whom, when and for how much: everything that one row needs to
 * know of another.  The words are made while the rows are written.
 */

typedef enum
{
  KONTOR_DEMO_TEAM = 1,
  KONTOR_DEMO_EMPLOYEE,
  KONTOR_DEMO_REGION,
  KONTOR_DEMO_CATEGORY,
  KONTOR_DEMO_STATE,
  KONTOR_DEMO_PRODUCT,
  KONTOR_DEMO_PARTNER,
  KONTOR_DEMO_LEGAL_ENTITY,
  KONTOR_DEMO_PERSON,
  KONTOR_DEMO_ADDRESS,
  KONTOR_DEMO_CHANNEL,
  KONTOR_DEMO_DEAL,
  KONTOR_DEMO_OFFER,
  KONTOR_DEMO_LINE,
  KONTOR_DEMO_INTERACTION,
  KONTOR_DEMO_TASK,
  KONTOR_DEMO_CLAIM,
  KONTOR_DEMO_ASSIGNMENT,
  KONTOR_DEMO_ABSENCE,
  KONTOR_DEMO_PROJECT,
  KONTOR_DEMO_KINDS
} KontorDemoKind;

#define KONTOR_DEMO_NOTE 3

/* How a project is doing. */
typedef enum { KONTOR_DEMO_PLANNED, KONTOR_DEMO_IN_WORK, KONTOR_DEMO_DONE, KONTOR_DEMO_GIVEN_UP } KontorDemoProjectState;

typedef struct
{
  gint64                 begins, ends;
  guint32                partner;
  KontorDemoProjectState state;
} KontorDemoProject;

typedef struct
{
  const char *label;
  guint years;
  guint partners, persons, interactions, deals, offers, lines, tasks, sellers;
  /* The partner with the longest history, R23's card: what it has. */
  guint big_interactions, big_offers;
  /* What people do one by one; every process is walked by the engine. */
  guint claims, assignments, sales, sales_each, projects;
} KontorDemoSize;

typedef struct
{
  char          *login;
  char          *name;
  const char    *role;
  const char    *position;
  KontorDemoTeam team;
  /* Null unless the base has this person already. */
  char          *id;
} KontorDemoEmployee;

typedef struct
{
  gint64  created;
  gint64  last_contact;
  guint32 first_person;
  guint32 first_legal;
  guint32 bought;
  /* His project, plus one; 0: none. */
  guint16 project;
  guint16 manager;
  guint8  n_persons;
  guint8  n_legal;
  guint8  country;
  guint8  city;
  guint8  private_person;
} KontorDemoPartner;

typedef enum { KONTOR_DEMO_OPEN, KONTOR_DEMO_WON, KONTOR_DEMO_LOST } KontorDemoStatus;

typedef struct
{
  gint64  created;
  /* When it was, or will be, decided. */
  gint64  decided;
  gint64  amount;
  guint32 partner;
  /* The last offer made for it, plus one. */
  guint32 last_offer;
  guint8  status;
  guint8  simple;
  guint8  stage;
} KontorDemoDeal;

typedef enum
{
  KONTOR_DEMO_DRAFT, KONTOR_DEMO_SENT, KONTOR_DEMO_ACCEPTED, KONTOR_DEMO_REFUSED, KONTOR_DEMO_SUPERSEDED
} KontorDemoOfferStatus;

typedef struct
{
  gint64  issued;
  guint32 partner;
  /* Plus one; 0: none. */
  guint32 deal;
  guint32 supersedes;
  guint32 number;
  guint8  revision;
  guint8  status;
  guint8  n_lines;
  guint32 first_line;
} KontorDemoOffer;

typedef struct
{
  guint32  partner;
  guint32  deal;
  gint64   at;
  /* Of calls, meetings, e-mails, notes, short messages and letters. */
  guint    kind;
  gboolean done;
} KontorDemoContact;

/* Ids of rows that the product ships or an administrator made before. */
typedef struct
{
  GPtrArray *regions, *categories, *states, *stages, *loss_reasons;
  char      *own_company;
  char      *kind_simple;
  char      *kind_stages;
} KontorDemoDirectories;

typedef struct
{
  guint64                seed;
  KontorDemoSize         size;
  KontorDemoCalendar    *calendar;
  KontorDemoDirectories *directories;
  KontorDemoEmployee    *employees;
  guint                  n_employees;
  KontorDemoPartner     *partners;
  KontorDemoDeal        *deals;
  KontorDemoOffer       *offers;
  KontorDemoProject     *projects;
  guint                  n_legal;
} KontorDemoPlan;

#define KONTOR_DEMO_ID_LENGTH 37

/**
 * kontor_demo_plan_new:
 * @label: "S", "M" or "L"
 * @today: the last day, seconds since 1970
 *
 * Returns: (nullable): %NULL for an unknown @label
 */
KontorDemoPlan    *kontor_demo_plan_new  (const char *label, guint64 seed, gint64 today);
void               kontor_demo_plan_free (KontorDemoPlan *self);

/* The id of row @index: a UUIDv7 that anybody can work out. */
void               kontor_demo_plan_id     (const KontorDemoPlan *self, KontorDemoKind kind, guint index,
                                            char id[KONTOR_DEMO_ID_LENGTH]);
void               kontor_demo_plan_begin  (const KontorDemoPlan *self, KontorDemoKind kind, guint index,
                                            KontorDemoRandom *random);
/* Conversation @index. */
void               kontor_demo_plan_contact (const KontorDemoPlan *self, guint index, KontorDemoContact *contact);
/* A deal that was under way at @share of the period. */
guint              kontor_demo_plan_deal_at (const KontorDemoPlan *self, KontorDemoRandom *random, double share);
/* A partner known at @share of the period; some are met much more often than others. */
guint              kontor_demo_plan_partner_at (const KontorDemoPlan *self, KontorDemoRandom *random, double share);

const KontorDemoCountry *kontor_demo_plan_country (const KontorDemoPlan *self, guint partner);
const KontorDemoCity    *kontor_demo_plan_city    (const KontorDemoPlan *self, guint partner);

void kontor_demo_directories_free (KontorDemoDirectories *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorDemoPlan, kontor_demo_plan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorDemoDirectories, kontor_demo_directories_free)

G_END_DECLS
