#include "config.h"

#include "model/entity.h"

/* Adding an entity: its file in this folder, its two lines here, its line in
 * model/meson.build and its row in the table kontor.entity. */
extern const KontorEntity kontor_entity_team;
extern const KontorEntity kontor_entity_employee;
extern const KontorEntity kontor_entity_absence;
extern const KontorEntity kontor_entity_calendar;
extern const KontorEntity kontor_entity_calendar_day;
extern const KontorEntity kontor_entity_own_company;
extern const KontorEntity kontor_entity_region;
extern const KontorEntity kontor_entity_partner_category;
extern const KontorEntity kontor_entity_relationship_state;
extern const KontorEntity kontor_entity_loss_reason;
extern const KontorEntity kontor_entity_product;
extern const KontorEntity kontor_entity_partner;
extern const KontorEntity kontor_entity_legal_entity;
extern const KontorEntity kontor_entity_person;
extern const KontorEntity kontor_entity_address;
extern const KontorEntity kontor_entity_contact_channel;
extern const KontorEntity kontor_entity_deal_kind;
extern const KontorEntity kontor_entity_stage;
extern const KontorEntity kontor_entity_deal;
extern const KontorEntity kontor_entity_project;
extern const KontorEntity kontor_entity_project_map;
extern const KontorEntity kontor_entity_interaction;
extern const KontorEntity kontor_entity_task;
extern const KontorEntity kontor_entity_assignment;
extern const KontorEntity kontor_entity_offer;
extern const KontorEntity kontor_entity_offer_line;
extern const KontorEntity kontor_entity_claim_reason;
extern const KontorEntity kontor_entity_claim;
extern const KontorEntity kontor_entity_route_map;
extern const KontorEntity kontor_entity_route_map_version;
extern const KontorEntity kontor_entity_map_template;
extern const KontorEntity kontor_entity_map_comment;
extern const KontorEntity kontor_entity_distribution_rule;
extern const KontorEntity kontor_entity_start_rule;
extern const KontorEntity kontor_entity_process;
extern const KontorEntity kontor_entity_file;
extern const KontorEntity kontor_entity_view;

static const KontorEntity * const entities[] = {
  &kontor_entity_team,
  &kontor_entity_employee,
  &kontor_entity_absence,
  &kontor_entity_calendar,
  &kontor_entity_calendar_day,
  &kontor_entity_own_company,
  &kontor_entity_region,
  &kontor_entity_partner_category,
  &kontor_entity_relationship_state,
  &kontor_entity_loss_reason,
  &kontor_entity_product,
  &kontor_entity_partner,
  &kontor_entity_legal_entity,
  &kontor_entity_person,
  &kontor_entity_address,
  &kontor_entity_contact_channel,
  &kontor_entity_deal_kind,
  &kontor_entity_stage,
  &kontor_entity_deal,
  &kontor_entity_project,
  &kontor_entity_project_map,
  &kontor_entity_interaction,
  &kontor_entity_task,
  &kontor_entity_assignment,
  &kontor_entity_offer,
  &kontor_entity_offer_line,
  &kontor_entity_claim_reason,
  &kontor_entity_claim,
  &kontor_entity_route_map,
  &kontor_entity_route_map_version,
  &kontor_entity_map_template,
  &kontor_entity_map_comment,
  &kontor_entity_distribution_rule,
  &kontor_entity_start_rule,
  &kontor_entity_process,
  &kontor_entity_file,
  &kontor_entity_view,
  NULL
};

const KontorEntity * const *
kontor_entity_list (void)
{
  return entities;
}
