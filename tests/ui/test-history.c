#include "config.h"

#include "admin/admin.h"
#include "fixture/desk.h"

#define PRODUCT "00000000-0000-7000-8000-000000000e01"

static void
set_up (KontorTestDesk *desk, gconstpointer login)
{
  kontor_test_desk_begin (desk,
    "set session authorization seller_one;"
    "select kontor.save('product', '" PRODUCT "', 0, '{\"name\": \"Desk\", \"price\": \"20673.67\"}', null);"
    "select kontor.save('product', '" PRODUCT "', 1, '{\"price\": \"12404.20\"}', null);",
    login);
}

static void
tear_down (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_end (desk);
}

static gboolean
tells_the_change (gpointer page)
{
  return kontor_test_find_text (page, "Price: 20,673.67 → 12,404.20") != NULL;
}

/* D1 what an amount was is told to the cent, not as the nearest binary fraction */
static void
test_amounts (KontorTestDesk *desk, gconstpointer data)
{
  kontor_test_desk_show (desk, kontor_desk_create_page (desk->screen->desk, "history", ""));
  g_assert_true (kontor_test_wait (tells_the_change, desk->page));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_screen_init ();
  kontor_admin_register ();

  g_test_add ("/history/D1-amounts", KontorTestDesk, "seller_one", set_up, test_amounts, tear_down);
  return g_test_run ();
}
