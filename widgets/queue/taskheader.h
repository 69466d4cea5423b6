// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/taskcard.h"
#include "widgets/common/theme.h"

#include <QWidget>

class QAction;
class QLabel;
class QHBoxLayout;

namespace docket {

class Chip;
class PrimaryButton;

/**
 * The head of a task's page: title, state, where it runs, and the next step. It decides nothing: the page hands it
 * the actions.
 */
class TaskHeader : public QWidget
{
    Q_OBJECT

public:
    explicit TaskHeader(QWidget *parent = nullptr);

    void setTask(const TaskCard &card, const QString &project, const QString &detail);
    /** The first is the prominent one; none hides the row of buttons. */
    void setSteps(const QList<QAction *> &steps);
    PrimaryButton *primaryButton() const;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void elideTitle();
    void applyColors();

    QString m_titleText;
    QLabel *m_title;
    Chip *m_chip;
    QLabel *m_meta;
    QLabel *m_line;
    QHBoxLayout *m_buttonRow;
    QList<PrimaryButton *> m_buttons;
    Tone m_lineTone = Tone::Neutral;
};

} // namespace docket
