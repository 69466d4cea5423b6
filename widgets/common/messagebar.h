// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QFrame>

class QLabel;
class QAction;
class QHBoxLayout;
class QToolButton;

namespace docket {

/**
 * A sentence across the top of the window that stays until it is read: errors and notes. Never stops anybody's typing.
 */
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    /** Replaces what is shown. `action` may be null. */
    void showMessage(Tone tone, const QString &text, QAction *action = nullptr);
    void dismiss();
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone = Tone::Neutral;
    QLabel *m_icon;
    QLabel *m_text;
    QToolButton *m_button;
    QToolButton *m_close;
};

} // namespace docket
