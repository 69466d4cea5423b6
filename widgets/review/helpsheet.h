// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace docket {

class DiffActions;

/** The keys of the review on one page; made from its actions, so it cannot be wrong. */
class HelpSheet : public QDialog
{
    Q_OBJECT

public:
    HelpSheet(const DiffActions &actions, QWidget *parent);
};

} // namespace docket
