# The files of each page.
set(page_sources
  page/callbacks/callbacks_page.cpp page/callbacks/callbacks_page_actions.cpp page/callbacks/callbacks_page_filter.cpp
  page/callbacks/callbacks_page.h page/callbacks/event_detail_pane.cpp
  page/callbacks/event_detail_pane.h page/callbacks/event_facts.cpp page/callbacks/event_facts.h
  page/callbacks/event_row.cpp page/callbacks/event_row.h page/callbacks/event_story.cpp page/callbacks/event_story.h
  page/callbacks/listener_cards.cpp page/callbacks/listener_cards.h page/callbacks/raw_request_dialog.cpp
  page/callbacks/raw_request_dialog.h page/callbacks/rejection_dialog.cpp
  page/callbacks/rejection_dialog.h
  page/corps/account_card.cpp page/corps/account_card.h page/corps/corp_columns.cpp page/corps/corp_columns.h
  page/corps/corp_detail_pane.cpp page/corps/corp_detail_pane.h page/corps/corp_facts.cpp page/corps/corp_facts.h
  page/corps/grant_list.cpp page/corps/grant_list.h
  page/corps/corps_page.cpp page/corps/corps_page.h page/corps/corps_page_actions.cpp page/corps/corps_page_filter.cpp page/corps/link_dialogs.cpp
  page/corps/link_dialogs.h page/corps/mini_program_view.cpp page/corps/mini_program_view.h
  page/corps/placement_names.cpp page/corps/placement_names.h
  page/first_start/connect_form.cpp page/first_start/connect_form.h page/first_start/entry_cards.cpp
  page/first_start/entry_cards.h page/first_start/first_start_view.cpp page/first_start/first_start_view.h
  page/first_start/key_choice.cpp page/first_start/key_choice.h
  page/invite/batch_dialog.cpp page/invite/batch_dialog.h page/invite/invitation_panel.cpp page/invite/invitation_panel.h page/invite/invite_page.cpp
  page/invite/invite_page_actions.cpp
  page/invite/invite_page.h page/invite/placement_columns.cpp page/invite/placement_columns.h
  page/invite/placement_form.cpp page/invite/placement_form.h page/invite/presentation_window.cpp
  page/invite/presentation_window.h page/invite/qr_printer.cpp page/invite/qr_printer.h page/invite/session_card.cpp
  page/invite/session_card.h page/invite/session_list.cpp page/invite/session_list.h
  page/links/export_dialog.cpp page/links/export_dialog.h page/links/link_columns.cpp page/links/link_columns.h
  page/links/links_page.cpp page/links/links_page.h page/links/links_page_actions.cpp
  page/settings/appearance_section.cpp page/settings/appearance_section.h page/settings/bring_into_view.cpp
  page/settings/bring_into_view.h page/settings/component_form.cpp
  page/settings/component_form.h page/settings/components_section.cpp page/settings/components_section.h
  page/settings/import_panel.cpp page/settings/import_panel.h
  page/settings/listener_section.cpp page/settings/listener_section.h page/settings/security_section.cpp
  page/settings/security_section.h page/settings/settings_page.cpp page/settings/settings_page.h
  page/settings/settings_section.h)
