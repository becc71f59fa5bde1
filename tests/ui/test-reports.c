#include "config.h"

#include <locale.h>
#include <string.h>

#include "fixture/desk.h"
#include "kit/chart-view.h"
#include "model/record-list.h"
#include "reports/dashboard.h"
#include "reports/reports.h"

#define MINE "'00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001'"
#define THEIRS "'00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-000000000001'"

static const char office[] =
  "insert into kontor.partner (id, name, manager_id, team_id) values"
  " ('00000000-0000-7000-8000-000000000101', 'Mine', " MINE "), ('00000000-0000-7000-8000-000000000102', 'Theirs', " THEIRS ");"
  "insert into kontor.deal (id, name, partner_id, stage_id, amount, next_step_on, manager_id, team_id)"
  " select gen_random_uuid(), 'Deal ' || n, '00000000-0000-7000-8000-000000000101', (select id from kontor.stage order by position limit 1),"
  " 100, case when n > 2 then current_date end, " MINE " from generate_series(1, 5) n;"
  "insert into kontor.deal (id, name, partner_id, stage_id, amount, manager_id, team_id)"
  " select gen_random_uuid(), 'Not mine ' || n, '00000000-0000-7000-8000-000000000102', (select id from kontor.stage order by position limit 1),"
  " 1000, " THEIRS " from generate_series(1, 3) n;"
  "insert into kontor.task (id, name, due_at, manager_id, team_id)"
  " select gen_random_uuid(), 'Late ' || n, now() - interval '3 days', " MINE " from generate_series(1, 4) n;";

static void
set_up (KontorTestDesk *desk,
        gconstpointer   data)
{
  kontor_test_desk_begin (desk, office, "seller_one");
}

static void
tear_down (KontorTestDesk *desk,
           gconstpointer   data)
{
  kontor_test_desk_end (desk);
}

static GtkWidget *
show (KontorTestDesk *desk)
{
  kontor_test_desk_show (desk, kontor_dashboard_new (desk->screen->desk, ""));
  return desk->page;
}

static gboolean
is_known (gpointer data)
{
  return kontor_record_list_get_total (data) >= 0;
}

/* How many rows the list has that the page asked the window for. */
static gint64
count_asked (KontorTestDesk *desk,
             const char     *entity)
{
  g_autofree char *prefix = g_strdup_printf ("open-list %s ", entity);
  g_autoptr(KontorRecordList) list = kontor_record_list_new (desk->store, kontor_entity_lookup (entity));
  g_autofree char *condition = NULL;
  const char *begin = desk->screen->asked->str;
  const char *end;

  g_assert_true (g_str_has_prefix (begin, prefix));
  begin += strlen (prefix);
  end = strrchr (begin, '}');
  g_assert_nonnull (end);
  condition = g_strndup (begin, end + 1 - begin);
  kontor_record_list_set_condition (list, condition);
  g_assert_true (kontor_test_wait (is_known, list));
  g_string_truncate (desk->screen->asked, 0);
  return kontor_record_list_get_total (list);
}

/* R286 each figure opens a list that has as many rows as it says */
static void
test_tiles (KontorTestDesk *desk,
            gconstpointer   data)
{
  static const struct
  {
    const char *caption;
    const char *figure;
    const char *entity;
    gint64      number;
  } tiles[] = {
    { "Overdue tasks", "4", "task", 4 },
    { "Due today", "0", "task", 0 },
    { "No next step", "2", "deal", 2 },
    { "New this month", "1", "partner", 1 },
  };
  GtkWidget *page = show (desk);

  kontor_test_await_text (page, "Late 1");
  kontor_test_settle (300);
  kontor_test_picture (page, "dashboard");
  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    {
      GtkWidget *caption = kontor_test_find_text (page, tiles[i].caption);
      GtkWidget *button = gtk_widget_get_ancestor (caption, GTK_TYPE_BUTTON);

      g_assert_nonnull (kontor_test_find_text (button, tiles[i].figure));
      kontor_test_click (button);
      g_assert_cmpint (count_asked (desk, tiles[i].entity), ==, tiles[i].number);
    }
}

/* R286 a bar of the funnel counts one's own deals and opens them */
static void
test_funnel (KontorTestDesk *desk,
             gconstpointer   data)
{
  GtkWidget *page = show (desk);

  /* The tooltip is what a reader of the screen hears as well. */
  kontor_test_click (kontor_test_await_text (page, "New request: 5, 500\u00a0EUR"));
  g_assert_cmpint (count_asked (desk, "deal"), ==, 5);
}

/* R286 news of another desk changes the figures without a key */
static void
test_news (KontorTestDesk *desk,
           gconstpointer   data)
{
  GtkWidget *page = show (desk);

  kontor_test_await_text (page, "New request: 5, 500\u00a0EUR");
  kontor_test_desk_sql (desk, "update kontor.deal set status = 'won' where name = 'Deal 1'");
  kontor_test_await_text (page, "New request: 4, 400\u00a0EUR");
}

/* R79 what one was reminded of stands in My day until it is seen */
static void
test_reminders (KontorTestDesk *desk,
                gconstpointer   data)
{
  GtkWidget *page = show (desk);
  GtkWidget *row;

  kontor_test_settle (200);
  kontor_test_await_no_text (page, "Reminders");
  kontor_test_desk_sql (desk,
    "insert into kontor.notification (id, kind, employee_id, task_id, due_at)"
    " select gen_random_uuid(), case t.name when 'Late 1' then 'overdue' else 'escalation' end,"
    "        '00000000-0000-7000-8000-000000000011', t.id, t.due_at from kontor.task t where t.name in ('Late 1', 'Late 2')");
  kontor_test_await_text (page, "Overdue: Late 1");
  g_assert_nonnull (kontor_test_find_text (page, "Needs you: Late 2"));
  kontor_test_settle (300);
  kontor_test_picture (page, "dashboard-reminders");

  row = gtk_widget_get_ancestor (kontor_test_find_text (page, "Overdue: Late 1"), GTK_TYPE_LIST_BOX_ROW);
  gtk_widget_activate (row);
  g_assert_true (g_str_has_prefix (desk->screen->asked->str, "open-record task "));
  kontor_test_click (kontor_test_find_text (row, "Mark as seen"));
  kontor_test_await_no_text (page, "Overdue: Late 1");
  g_assert_nonnull (kontor_test_find_text (page, "Needs you: Late 2"));
  row = gtk_widget_get_ancestor (kontor_test_find_text (page, "Needs you: Late 2"), GTK_TYPE_LIST_BOX_ROW);
  kontor_test_click (kontor_test_find_text (row, "Mark as seen"));
  kontor_test_await_no_text (page, "Reminders");
}

/* R106, R286: who did steps of maps late, which steps those are, what was passed over, and the rows behind */
static void
test_steps (KontorTestDesk *desk,
            gconstpointer   data)
{
  GtkWidget *page;

  kontor_test_desk_end (desk);
  kontor_test_desk_begin (desk, office, "head_a");
  kontor_test_desk_sql (desk,
    "set session authorization seller_one;"
    "select kontor.start_process((select id from kontor.route_map where name = 'Sale'), 'deal', d.id, gen_random_uuid())"
    "  from kontor.deal d where d.name in ('Deal 1', 'Deal 2', 'Deal 3');"
    "reset session authorization;"
    /* What time does: the first one has three days less than it had, the second one is on time. */
    "set session_replication_role = replica;"
    "update kontor.task t set due_at = now() - interval '3 days' from kontor.deal d where d.id = t.deal_id and d.name = 'Deal 1';"
    "set session_replication_role = origin;"
    "set session authorization seller_one;"
    "select kontor.complete_task(t.id) from kontor.task t join kontor.deal d on d.id = t.deal_id"
    "  where d.name in ('Deal 1', 'Deal 2') and t.state = 'open' and t.process_id is not null;"
    "set session authorization head_a;"
    "select kontor.skip_step(k.process_id, k.id, 'Agreed by telephone') from kontor.process_token k"
    "  join kontor.process p on p.id = k.process_id join kontor.deal d on d.id = p.deal_id where d.name = 'Deal 3'");
  kontor_test_desk_show (desk, kontor_desk_create_page (desk->screen->desk, "step-report", ""));
  page = desk->page;

  kontor_test_await_text (page, "2 steps, 50 % of them late (0 still not done), 1 passed over");
  kontor_test_await_text (page, "Skipped by Head A: Agreed by telephone");
  kontor_test_settle (300);
  kontor_test_picture (page, "step-report");

  /* The tooltip of a bar is what a reader of the screen hears as well. */
  kontor_test_click (kontor_test_find_text (page, "Seller One: 50 %, 1 of 2, by 3 days on average, 1 passed over"));
  g_assert_cmpint (count_asked (desk, "task"), ==, 1);
  kontor_test_click (kontor_test_find_text (page, "Clarify the needs: 1, 1 of 2 · Sale"));
  g_assert_cmpint (count_asked (desk, "task"), ==, 1);
  gtk_widget_activate (gtk_widget_get_ancestor (kontor_test_find_text (page, "Skipped by Head A: Agreed by telephone"), GTK_TYPE_LIST_BOX_ROW));
  g_assert_true (g_str_has_prefix (desk->screen->asked->str, "open-record process "));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  kontor_reports_register ();
  g_test_add ("/reports/R286-tiles", KontorTestDesk, NULL, set_up, test_tiles, tear_down);
  g_test_add ("/reports/R286-funnel", KontorTestDesk, NULL, set_up, test_funnel, tear_down);
  g_test_add ("/reports/R286-news", KontorTestDesk, NULL, set_up, test_news, tear_down);
  g_test_add ("/reports/R79-reminders", KontorTestDesk, NULL, set_up, test_reminders, tear_down);
  g_test_add ("/reports/R106-steps", KontorTestDesk, NULL, set_up, test_steps, tear_down);
  return g_test_run ();
}
