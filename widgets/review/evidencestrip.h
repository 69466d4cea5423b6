// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/values.h"

#include <QWidget>

class QAbstractButton;
class QHBoxLayout;
class QLabel;

namespace docket {

struct StateLook;

/**
 * The checks that ran on exactly the tree under review, one chip each, or one for all of them where room is short; a
 * click asks for the log, of all of them for that of the first which did not pass.
 */
class EvidenceStrip : public QWidget
{
    Q_OBJECT

public:
    explicit EvidenceStrip(QWidget *parent = nullptr);

    /** `tree`: the one under review; evidence of other trees is not shown. */
    void setRecord(const TaskRecord &record, const ObjectId &tree);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void logRequested(docket::EvidenceId evidence);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QAbstractButton *addChip(const StateLook &look, const QString &name, const QString &detail, EvidenceId evidence);
    void addSum();
    void fit();

    QHBoxLayout *m_chips;
    QLabel *m_label;
    QList<QAbstractButton *> m_all;   ///< owned by this
    QAbstractButton *m_sum = nullptr; ///< all of them in one
    QList<Evidence> m_shown;
};

} // namespace docket
