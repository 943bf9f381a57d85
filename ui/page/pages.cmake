# The files of each page.
set(page_sources
  page/links/export_dialog.cpp page/links/export_dialog.h page/links/link_columns.cpp page/links/link_columns.h
  page/links/links_page.cpp page/links/links_page.h)
