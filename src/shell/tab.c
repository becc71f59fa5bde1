#include "config.h"

#include "shell/tab.h"

struct _KontorTab
{
  AdwBin      parent_instance;
  KontorDesk *desk;
  KontorPage *page;
  AdwTabPage *tab_page;
  char       *address;
  char       *key;
  char       *title;
  char       *icon_name;
};

G_DEFINE_FINAL_TYPE (KontorTab, kontor_tab, ADW_TYPE_BIN)

static guint changed_signal;
static guint close_signal;

static void
show_state (KontorTab *self)
{
  g_autoptr(GIcon) icon = NULL;

  if (self->tab_page == NULL)
    return;
  if (self->icon_name != NULL)
    icon = g_themed_icon_new (self->icon_name);
  adw_tab_page_set_title (self->tab_page, self->title != NULL ? self->title : "");
  adw_tab_page_set_icon (self->tab_page, icon);
  adw_tab_page_set_needs_attention (self->tab_page, self->page != NULL && kontor_page_get_needs_attention (self->page));
  adw_tab_page_set_loading (self->tab_page, self->page != NULL && kontor_page_get_loading (self->page));
}

static void
take_over (char **place, const char *text)
{
  if (text == NULL || g_strcmp0 (*place, text) == 0)
    return;
  g_free (*place);
  *place = g_strdup (text);
}

static void
page_changed_cb (KontorTab *self)
{
  take_over (&self->title, kontor_page_get_title (self->page));
  take_over (&self->icon_name, kontor_page_get_icon_name (self->page));
  take_over (&self->key, kontor_page_get_key (self->page));
  take_over (&self->address, kontor_page_get_address (self->page));
  show_state (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
page_close_cb (KontorTab *self)
{
  g_signal_emit (self, close_signal, 0);
}

static KontorPage *
create_page (KontorDesk *desk, const char *address)
{
  g_autofree char *action = NULL;
  g_autoptr(GVariant) target = NULL;
  const char *first, *second, *third;

  if (!g_action_parse_detailed_name (address, &action, &target, NULL) || target == NULL)
    return NULL;
  if (g_str_equal (action, "win.open-list") && g_variant_is_of_type (target, G_VARIANT_TYPE ("(sss)")))
    {
      g_variant_get (target, "(&s&s&s)", &first, &second, &third);
      return kontor_entity_lookup (first) != NULL ? kontor_desk_create_list (desk, first, second, third) : NULL;
    }
  if (!g_variant_is_of_type (target, G_VARIANT_TYPE ("(ss)")))
    return NULL;
  g_variant_get (target, "(&s&s)", &first, &second);
  if (g_str_equal (action, "win.open-record"))
    return kontor_entity_lookup (first) != NULL ? kontor_desk_create_card (desk, first, second) : NULL;
  if (g_str_equal (action, "win.open-page"))
    return kontor_desk_create_page (desk, first, second);
  return NULL;
}

static void
kontor_tab_dispose (GObject *object)
{
  KontorTab *self = KONTOR_TAB (object);

  if (self->page != NULL)
    g_signal_handlers_disconnect_by_data (self->page, self);
  g_clear_object (&self->page);
  g_clear_weak_pointer (&self->tab_page);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_tab_parent_class)->dispose (object);
}

static void
kontor_tab_finalize (GObject *object)
{
  KontorTab *self = KONTOR_TAB (object);

  g_free (self->address);
  g_free (self->key);
  g_free (self->title);
  g_free (self->icon_name);

  G_OBJECT_CLASS (kontor_tab_parent_class)->finalize (object);
}

static void
kontor_tab_class_init (KontorTabClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kontor_tab_dispose;
  object_class->finalize = kontor_tab_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  close_signal = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kontor_tab_init (KontorTab *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

char *
kontor_tab_key_for_address (const char *address)
{
  g_autofree char *action = NULL;
  g_autoptr(GVariant) target = NULL;
  const char *first, *second, *third;

  if (address == NULL || !g_action_parse_detailed_name (address, &action, &target, NULL) || target == NULL)
    return NULL;
  if (g_str_equal (action, "win.open-list") && g_variant_is_of_type (target, G_VARIANT_TYPE ("(sss)")))
    {
      g_variant_get (target, "(&s&s&s)", &first, &second, &third);
      return *second == '\0' ? g_strconcat ("list:", first, NULL)
                             : g_strconcat ("list:", first, ":", second, NULL);
    }
  if (!g_variant_is_of_type (target, G_VARIANT_TYPE ("(ss)")))
    return NULL;
  g_variant_get (target, "(&s&s)", &first, &second);
  if (g_str_equal (action, "win.open-record"))
    return *second != '\0' ? g_strconcat (first, ":", second, NULL) : NULL;
  if (g_str_equal (action, "win.open-page"))
    return *second == '\0' ? g_strconcat ("page:", first, NULL)
                           : g_strconcat ("page:", first, ":", second, NULL);
  return NULL;
}

KontorTab *
kontor_tab_new (KontorDesk *desk, const char *address)
{
  KontorTab *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_TAB, NULL);
  self->desk = g_object_ref (desk);
  self->address = g_strdup (address);
  self->key = kontor_tab_key_for_address (address);
  return self;
}

void
kontor_tab_attach (KontorTab *self, AdwTabPage *tab_page)
{
  g_return_if_fail (KONTOR_IS_TAB (self));
  g_return_if_fail (ADW_IS_TAB_PAGE (tab_page));

  g_set_weak_pointer (&self->tab_page, tab_page);
  show_state (self);
}

AdwTabPage *
kontor_tab_get_tab_page (KontorTab *self)
{
  g_return_val_if_fail (KONTOR_IS_TAB (self), NULL);
  return self->tab_page;
}

void
kontor_tab_set_title (KontorTab *self, const char *title, const char *icon_name)
{
  g_return_if_fail (KONTOR_IS_TAB (self));

  take_over (&self->title, title);
  take_over (&self->icon_name, icon_name);
  show_state (self);
}

const char *
kontor_tab_get_title (KontorTab *self)
{
  g_return_val_if_fail (KONTOR_IS_TAB (self), NULL);
  return self->title;
}

const char *
kontor_tab_get_icon_name (KontorTab *self)
{
  g_return_val_if_fail (KONTOR_IS_TAB (self), NULL);
  return self->icon_name;
}

gboolean
kontor_tab_load (KontorTab *self)
{
  KontorPage *page;
  GtkWidget *scroller;

  g_return_val_if_fail (KONTOR_IS_TAB (self), FALSE);

  if (self->page != NULL)
    return TRUE;
  page = create_page (self->desk, self->address);
  if (page == NULL)
    return FALSE;

  self->page = g_object_ref_sink (page);
  g_signal_connect_object (page, "notify::title", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::icon-name", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::key", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::address", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::needs-attention", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::loading", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "close", G_CALLBACK (page_close_cb), self, G_CONNECT_SWAPPED);
  /* A page that cannot become as narrow as the window is moved sideways in it: no
   * page that is open somewhere holds the window wide. */
  scroller = gtk_scrolled_window_new ();
  /* The page has the focus while nothing in it could have it yet: its keys work then. */
  gtk_widget_set_focusable (scroller, FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (page));
  adw_bin_set_child (ADW_BIN (self), scroller);
  page_changed_cb (self);
  return TRUE;
}

KontorPage *
kontor_tab_get_page (KontorTab *self)
{
  g_return_val_if_fail (KONTOR_IS_TAB (self), NULL);
  return self->page;
}

gboolean
kontor_tab_has_key (KontorTab *self, const char *key)
{
  g_return_val_if_fail (KONTOR_IS_TAB (self), FALSE);
  return key != NULL && (g_strcmp0 (self->key, key) == 0 ||
                         (self->page != NULL && g_strcmp0 (kontor_page_get_key (self->page), key) == 0));
}

const char *
kontor_tab_get_address (KontorTab *self)
{
  g_return_val_if_fail (KONTOR_IS_TAB (self), NULL);

  if (self->key == NULL)
    return NULL;
  return self->address;
}
