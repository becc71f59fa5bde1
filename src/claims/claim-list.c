#include "config.h"

#include "claims/claim-list.h"

#include <glib/gi18n.h>

#include "claims/claim-create.h"

struct _KontorClaimList
{
  KontorListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorClaimList, kontor_claim_list, KONTOR_TYPE_LIST_PAGE)

static void
create (KontorListPage *page)
{
  kontor_claim_create_present (kontor_page_get_desk (KONTOR_PAGE (page)), NULL);
}

static void
kontor_claim_list_constructed (GObject *object)
{
  G_OBJECT_CLASS (kontor_claim_list_parent_class)->constructed (object);

  kontor_list_page_add_link (KONTOR_LIST_PAGE (object), _("_Report"), _("Share of satisfied claims, and what clients complain about"),
                             "win.open-page", g_variant_new ("(ss)", "claims-report", ""));
}

static void
kontor_claim_list_class_init (KontorClaimListClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = kontor_claim_list_constructed;
  KONTOR_LIST_PAGE_CLASS (klass)->create = create;
}

static void
kontor_claim_list_init (KontorClaimList *self)
{
}

KontorPage *
kontor_claim_list_new (KontorDesk *desk, const char *condition, const char *title)
{
  return g_object_new (KONTOR_TYPE_CLAIM_LIST, "desk", desk, "entity", "claim", "condition", condition, "title", title, NULL);
}
