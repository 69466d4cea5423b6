// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace docket {

class ActionRegistry;

/** All shortcuts on one page, by group; made afresh each time from the registry. */
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    ShortcutSheet(const ActionRegistry &registry, QWidget *parent);
};

} // namespace docket
