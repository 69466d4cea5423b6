// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/values.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace docket {

/** The checks that ran on exactly the tree under review, one chip each; a click asks for its log. */
class EvidenceStrip : public QWidget
{
    Q_OBJECT

public:
    explicit EvidenceStrip(QWidget *parent = nullptr);

    /** `tree`: the one under review; evidence of other trees is not shown. */
    void setRecord(const TaskRecord &record, const ObjectId &tree);

Q_SIGNALS:
    void logRequested(docket::EvidenceId evidence);

private:
    QHBoxLayout *m_chips;
    QLabel *m_label;
    QList<Evidence> m_shown;
};

} // namespace docket
