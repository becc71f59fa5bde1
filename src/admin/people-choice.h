#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_PEOPLE_CHOICE (kontor_people_choice_get_type ())
G_DECLARE_FINAL_TYPE (KontorPeopleChoice, kontor_people_choice, KONTOR, PEOPLE_CHOICE, AdwBin)

/*
 * Several employees in an order: one below the other, to be moved up, taken out and
 * added to.
 *
 * Signal "changed": the person changed them.
 */

void  kontor_people_choice_set_desk (KontorPeopleChoice *self, KontorDesk *desk);
/* @people: (nullable): a JSON array of employees' ids */
void  kontor_people_choice_set      (KontorPeopleChoice *self, const char *people);
/* (transfer full): the same */
char *kontor_people_choice_get      (KontorPeopleChoice *self);
/* The label before the entry, to be set in line with those of a form. */
GtkWidget *kontor_people_choice_get_label (KontorPeopleChoice *self);

G_END_DECLS
