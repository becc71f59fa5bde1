#include "config.h"

#include "partners/partner-list.h"

#include "partners/quick-entry.h"

struct _KontorPartnerList
{
  KontorListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (KontorPartnerList, kontor_partner_list, KONTOR_TYPE_LIST_PAGE)

static void
create (KontorListPage *page)
{
  kontor_quick_entry_present (kontor_page_get_desk (KONTOR_PAGE (page)));
}

static void
kontor_partner_list_class_init (KontorPartnerListClass *klass)
{
  KONTOR_LIST_PAGE_CLASS (klass)->create = create;
}

static void
kontor_partner_list_init (KontorPartnerList *self)
{
}

KontorPage *
kontor_partner_list_new (KontorDesk *desk, const char *condition, const char *title)
{
  return g_object_new (KONTOR_TYPE_PARTNER_LIST, "desk", desk, "entity", "partner",
                       "condition", condition, "title", title, NULL);
}
