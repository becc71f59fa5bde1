#include "config.h"

#include <json-glib/json-glib.h>

#include "shell/sections.h"
#include "shell/settings.h"
#include "shell/window-private.h"

#define TABS_KEY "window/tabs"
/* More than anybody looks at again. */
#define MAXIMUM_TABS 24

static KontorTab *
get_tab (KontorWindow *self, int position)
{
  return KONTOR_TAB (adw_tab_page_get_child (adw_tab_view_get_nth_page (self->tabs, position)));
}

KontorTab *
kontor_window_get_current_tab (KontorWindow *self)
{
  AdwTabPage *tab_page = adw_tab_view_get_selected_page (self->tabs);

  return tab_page != NULL ? KONTOR_TAB (adw_tab_page_get_child (tab_page)) : NULL;
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

void
kontor_window_remember_tabs (KontorWindow *self)
{
  g_autoptr(JsonObject) root = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonArray *tabs;
  int selected = 0;

  if (self->restoring || self->desk == NULL)
    return;

  root = json_object_new ();
  tabs = json_array_new ();
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs) && json_array_get_length (tabs) < MAXIMUM_TABS; i++)
    {
      KontorTab *tab = get_tab (self, i);
      JsonObject *object;

      /* One that is just being closed has left its place already. */
      if (kontor_tab_get_address (tab) == NULL || kontor_tab_get_tab_page (tab) == NULL)
        continue;
      if (kontor_tab_get_tab_page (tab) == adw_tab_view_get_selected_page (self->tabs))
        selected = json_array_get_length (tabs);
      object = json_object_new ();
      set_text (object, "address", kontor_tab_get_address (tab));
      set_text (object, "title", kontor_tab_get_title (tab));
      set_text (object, "icon", kontor_tab_get_icon_name (tab));
      if (adw_tab_page_get_pinned (kontor_tab_get_tab_page (tab)))
        json_object_set_boolean_member (object, "pinned", TRUE);
      json_array_add_object_element (tabs, object);
    }
  json_object_set_array_member (root, "tabs", tabs);
  json_object_set_int_member (root, "selected", selected);
  /* The language that the titles are in. */
  json_object_set_string_member (root, "language", g_get_language_names ()[0]);
  node = json_node_init_object (json_node_alloc (), root);
  text = json_to_string (node, FALSE);
  kontor_desk_remember (self->desk, TABS_KEY, text);
}

void
kontor_window_tell_presence (KontorWindow *self)
{
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  KontorTab *current = kontor_window_get_current_tab (self);
  g_autofree char *shown = current != NULL ? kontor_tab_key_for_address (kontor_tab_get_address (current)) : NULL;

  if (self->restoring || self->desk == NULL)
    return;
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      KontorTab *tab = get_tab (self, i);
      char *key = kontor_tab_get_page (tab) != NULL ? kontor_tab_key_for_address (kontor_tab_get_address (tab)) : NULL;

      if (key != NULL)
        g_ptr_array_add (keys, key);
    }
  kontor_presence_set_cards (self->presence, keys, shown);
}

/* A page is made when its tab is first looked at; only where the title that it had is
 * in another language than this session it has to say at once what it is called. */
static void
restore_tab (KontorWindow *self, JsonObject *object, gboolean same_language)
{
  const char *address = json_object_get_string_member_with_default (object, "address", NULL);
  g_autofree char *key = kontor_tab_key_for_address (address);
  KontorTab *tab;

  if (key == NULL)
    return;
  tab = kontor_tab_new (self->desk, address);
  kontor_tab_set_title (tab, json_object_get_string_member_with_default (object, "title", NULL),
                        json_object_get_string_member_with_default (object, "icon", NULL));
  kontor_window_add_tab (self, tab, TRUE);
  if (json_object_get_boolean_member_with_default (object, "pinned", FALSE))
    adw_tab_view_set_page_pinned (self->tabs, kontor_tab_get_tab_page (tab), TRUE);
  if (!same_language)
    kontor_tab_load (tab);
}

static int
restore_all (KontorWindow *self, const char *remembered)
{
  g_autoptr(JsonNode) node = remembered != NULL ? json_from_string (remembered, NULL) : NULL;
  JsonObject *root = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *list = root != NULL ? json_object_get_member (root, "tabs") : NULL;
  gboolean same_language;

  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list))
    return 0;
  same_language = g_str_equal (json_object_get_string_member_with_default (root, "language", ""), g_get_language_names ()[0]);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (list)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (list), i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        restore_tab (self, json_node_get_object (element), same_language);
    }
  return (int) json_object_get_int_member_with_default (root, "selected", 0);
}

static void
open_first_section (KontorWindow *self)
{
  for (const KontorSection *section = kontor_sections_get (); section->name != NULL; section++)
    {
      g_autoptr(KontorTab) tab = g_object_ref_sink (kontor_tab_new (self->desk, section->action));

      if (!kontor_tab_load (tab))
        continue;
      kontor_window_add_tab (self, tab, TRUE);
      return;
    }
}

void
kontor_window_restore_tabs (KontorWindow *self)
{
  AdwTabPage *shown = NULL;
  int selected = 0;
  int n_tabs;

  self->restoring = TRUE;
  if (g_settings_get_boolean (kontor_settings_get (), "restore-tabs"))
    selected = restore_all (self, kontor_desk_recall (self->desk, TABS_KEY));
  if (adw_tab_view_get_n_pages (self->tabs) == 0)
    open_first_section (self);
  n_tabs = adw_tab_view_get_n_pages (self->tabs);
  if (n_tabs > 0)
    shown = adw_tab_view_get_nth_page (self->tabs, CLAMP (selected, 0, n_tabs - 1));
  if (shown != NULL)
    adw_tab_view_set_selected_page (self->tabs, shown);
  gtk_stack_set_visible_child_name (self->stack, n_tabs > 0 ? "tabs" : "empty");
  self->restoring = FALSE;
  g_object_notify (G_OBJECT (self->tabs), "selected-page");
}

/* Pages that hold something unsaved ask by themselves; the first one is shown. */
gboolean
kontor_window_can_close_all (KontorWindow *self)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      KontorTab *tab = get_tab (self, i);
      KontorPage *page = kontor_tab_get_page (tab);

      if (page == NULL || kontor_page_can_close (page))
        continue;
      adw_tab_view_set_selected_page (self->tabs, kontor_tab_get_tab_page (tab));
      return FALSE;
    }
  return TRUE;
}
