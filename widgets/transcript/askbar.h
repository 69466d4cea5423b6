// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/values.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;

namespace docket {

/**
 * A question with its answers as real buttons: what, where, why, and the command or the diff. Refusing is as near as
 * allowing; nothing is chosen beforehand. Where it is known what a yes allows it can hold for the task or the project.
 */
class AskBar : public QFrame
{
    Q_OBJECT

public:
    explicit AskBar(QWidget *parent = nullptr);

    /**
     * The oldest of the questions is shown; none hides the bar. The buttons stay as they are while the question does.
     */
    void setAsks(const QList<PermissionAsk> &asks);
    /** Presses the button whose option has this kind ("allow_once") and scope; false where there is none. */
    bool answer(const QString &kind, GrantScope scope = GrantScope::Once);
    void focusFirst();

Q_SIGNALS:
    void answered(const QString &requestId, const QString &optionId, docket::GrantScope scope);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void makeButtons();
    void addButton(const PermissionAsk::Option &option, const QString &text, GrantScope scope);
    bool canHold() const;

    PermissionAsk m_ask;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_more;
    QLabel *m_reason; ///< why and where
    QPlainTextEdit *m_detail;
    QHBoxLayout *m_buttons;
};

} // namespace docket
