#pragma once

#include "tool/demo-plan.h"

G_BEGIN_DECLS

typedef struct
{
  /* As people say it, with the short legal form. */
  GString *name;
  /* As the register has it. */
  GString *legal;
  /* Before ".example". */
  GString *domain;
} KontorDemoFirm;

void kontor_demo_firm_init  (KontorDemoFirm *self);
void kontor_demo_firm_clear (KontorDemoFirm *self);

/* The names of partner @index. */
void kontor_demo_names_firm   (const KontorDemoPlan *plan, guint index, KontorDemoFirm *firm);
/* "Lejla Hadžić" */
void kontor_demo_names_person (KontorDemoRandom *random, const KontorDemoCountry *country, GString *out);
/* The name of contact person @index, who works for @partner. */
void kontor_demo_names_contact (const KontorDemoPlan *plan, guint partner, guint index, GString *out);
/* Only a-z, 0-9 and, for what stands between words, @between ('\0': nothing). */
void kontor_demo_names_latin  (const char *text, char between, GString *out);
/* A tax number as the country writes it, check digit included where there is one. */
void kontor_demo_names_tax_number (KontorDemoRandom *random, const KontorDemoCountry *country, GString *out);
/* An account number; an IBAN where the country has them. */
void kontor_demo_names_account (KontorDemoRandom *random, const KontorDemoCountry *country, GString *out);

G_END_DECLS
