#include "tool/demo-employees.h"

#include <string.h>

#include "tool/demo-names.h"

static const struct
{
  const char    *login, *name, *role, *position;
  KontorDemoTeam team;
} known[] = {
  { "amra", "Amra Hadžić", "seller", "Sales manager", KONTOR_DEMO_SARAJEVO },
  { "emma", "Emma Kovačević", "seller", "Sales manager", KONTOR_DEMO_SARAJEVO },
  { "boris", "Борис Кузнецов", "seller", "Sales manager", KONTOR_DEMO_MOSCOW },
  { "deniz", "Deniz Yıldırım", "seller", "Sales manager", KONTOR_DEMO_ISTANBUL },
  { "jonas", "Jonas Petersen", "seller", "Sales manager", KONTOR_DEMO_HAMBURG },
  { "selma", "Selma Čaušević", "head", "Head of sales", KONTOR_DEMO_SARAJEVO },
  { "viktor", "Виктор Соколов", "head", "Head of sales", KONTOR_DEMO_MOSCOW },
  { "elif", "Elif Arslan", "head", "Head of sales", KONTOR_DEMO_ISTANBUL },
  { "katrin", "Katrin Lorenzen", "head", "Head of sales", KONTOR_DEMO_HAMBURG },
  { "admin", "Almir Begić", "administrator", "Administrator", KONTOR_DEMO_SARAJEVO },
};

/* The country whose names a team's people have. */
static const guint team_country[KONTOR_DEMO_TEAMS] = { 0, 4, 5, 6 };

/* Out of ten new colleagues, where they sit. */
static const KontorDemoTeam seats[] = {
  KONTOR_DEMO_SARAJEVO, KONTOR_DEMO_MOSCOW, KONTOR_DEMO_SARAJEVO, KONTOR_DEMO_ISTANBUL, KONTOR_DEMO_SARAJEVO,
  KONTOR_DEMO_HAMBURG, KONTOR_DEMO_SARAJEVO, KONTOR_DEMO_ISTANBUL, KONTOR_DEMO_MOSCOW, KONTOR_DEMO_SARAJEVO
};

KontorDemoEmployee *
kontor_demo_employees_new (guint64 seed, guint sellers, guint *count)
{
  GArray *all = g_array_new (FALSE, TRUE, sizeof (KontorDemoEmployee));
  g_autoptr (GHashTable) logins = g_hash_table_new (g_str_hash, g_str_equal);
  guint hired = 0;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      KontorDemoEmployee employee = { g_strdup (known[i].login), g_strdup (known[i].name), known[i].role,
                                      known[i].position, known[i].team };

      if (strcmp (employee.role, "seller") == 0)
        hired++;
      g_hash_table_add (logins, employee.login);
      g_array_append_val (all, employee);
    }

  for (guint i = 0; hired < sellers; i++)
    {
      KontorDemoTeam team = seats[i % G_N_ELEMENTS (seats)];
      g_autoptr (GString) name = g_string_new (NULL), login = g_string_new (NULL);
      KontorDemoRandom random;
      KontorDemoEmployee employee = { 0 };

      kontor_demo_random_begin (&random, seed, KONTOR_DEMO_EMPLOYEE, i);
      kontor_demo_names_person (&random, kontor_demo_country_get (team_country[team]), name);
      kontor_demo_names_latin (name->str, '.', login);
      if (g_hash_table_contains (logins, login->str))
        g_string_append_printf (login, "%u", i);

      employee.login = g_strdup (login->str);
      employee.name = g_strdup (name->str);
      employee.role = "seller";
      employee.position = "Sales manager";
      employee.team = team;
      g_hash_table_add (logins, employee.login);
      g_array_append_val (all, employee);
      hired++;
    }

  *count = all->len;
  return (KontorDemoEmployee *) (gpointer) g_array_free (all, FALSE);
}

void
kontor_demo_employees_free (KontorDemoEmployee *employees, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_free (employees[i].login);
      g_free (employees[i].name);
      g_free (employees[i].id);
    }
  g_free (employees);
}

const char *
kontor_demo_employees_team_name (KontorDemoTeam team)
{
  static const char * const names[] = { "Sarajevo", "Moscow", "Istanbul", "Hamburg" };

  return names[team];
}

KontorDemoLanguage
kontor_demo_employees_language (KontorDemoTeam team)
{
  return kontor_demo_country_get (team_country[team])->language;
}
