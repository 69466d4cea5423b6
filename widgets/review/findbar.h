// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

class QLabel;
class QLineEdit;
class QToolButton;

namespace docket {

class DiffView;

/** Find in the whole change: text or regular expression, how many, which one, next and previous. */
class FindBar : public QFrame
{
    Q_OBJECT

public:
    explicit FindBar(DiffView *view, QWidget *parent = nullptr);

    /** Shows the bar with the selected text, ready to type. */
    void open();
    void close();
    /** More files came: they are searched too. */
    void searchAgain();
    QLineEdit *field() const { return m_field; }
    QLabel *status() const { return m_status; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void updateStatus();
    QToolButton *addButton(const QString &name, const QString &text, const QString &help, bool checkable);

    DiffView *m_view;
    QLineEdit *m_field;
    QLabel *m_status;
    QToolButton *m_case = nullptr;
    QToolButton *m_words = nullptr;
    QToolButton *m_expression = nullptr;
    QTimer m_soon;
    bool m_jump = false;
};

} // namespace docket
