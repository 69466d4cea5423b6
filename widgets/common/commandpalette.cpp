// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/commandpalette.h"

#include "items/fuzzy.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/appearance.h"
#include "widgets/common/icons.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

enum Role { HintRole = Qt::UserRole, CandidateRole, PositionsRole };

/** The text with its matched letters in bold, and the shortcut at the right. */
class PaletteDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {100, option.fontMetrics.height() + 14};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const bool enabled = option.state.testFlag(QStyle::State_Enabled);
        const QPalette::ColorGroup group = enabled ? QPalette::Active : QPalette::Disabled;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(option.palette.color(QPalette::Active, QPalette::Highlight));
            painter->drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 5, 5);
        }
        const QColor text = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
        const QRect inner = option.rect.adjusted(14, 0, -14, 0);
        const auto itemIcon = index.data(Qt::DecorationRole).value<QIcon>();
        itemIcon.paint(painter, QRect(inner.left(), inner.center().y() - 8, 16, 16), Qt::AlignCenter, selected
                       ? QIcon::Selected : QIcon::Normal);

        const QString hint = index.data(HintRole).toString();
        painter->setFont(option.font);
        painter->setPen(selected ? text : quietText(option.palette));
        painter->drawText(inner, Qt::AlignVCenter | Qt::AlignRight, hint);

        QTextLayout layout(index.data().toString(), option.font);
        QList<QTextLayout::FormatRange> formats;
        for (const QVariant &position : index.data(PositionsRole).toList()) {
            QTextCharFormat bold;
            bold.setFontWeight(QFont::Bold);
            formats << QTextLayout::FormatRange{position.toInt(), 1, bold};
        }
        layout.setFormats(formats);
        layout.beginLayout();
        QTextLine line = layout.createLine();
        line.setLineWidth(1'000'000);
        layout.endLayout();
        painter->setPen(text);
        painter->setClipRect(inner.adjusted(26, 0, -option.fontMetrics.horizontalAdvance(hint) - 12, 0));
        layout.draw(painter, QPointF(inner.left() + 26, inner.center().y() - line.height() / 2));
        painter->restore();
    }
};

} // namespace

CommandPalette::CommandPalette(const ActionRegistry *registry, QWidget *window)
    : QDialog(window), m_registry(registry), m_input(new QLineEdit(this)), m_list(new QListView(this)),
        m_model(new QStandardItemModel(this))
{
    setObjectName(u"commandPalette"_s);
    setWindowTitle(tr("Command palette"));
    setAccessibleName(windowTitle());
    setWindowFlag(Qt::FramelessWindowHint);
    setModal(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 6);
    layout->setSpacing(0);
    m_input->setObjectName(u"paletteInput"_s);
    m_input->setAccessibleName(tr("Find a command or a task"));
    m_input->setPlaceholderText(tr("Find a command or a task"));
    m_input->setFrame(false);
    m_input->setTextMargins(12, 10, 12, 10);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    m_input->setFont(large);
    m_input->installEventFilter(this);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Commands and tasks found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    layout->addWidget(m_input);
    layout->addWidget(m_list);
    setBackgroundRole(QPalette::Base);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_list, &QListView::clicked, this, [this] { choose(); });
}

void CommandPalette::open(const QList<TaskItem> &tasks)
{
    m_candidates.clear();
    for (QAction *action : m_registry->actions()) {
        if (action->objectName() == u"commandPalette"_s)
            continue;
        const QString text = tr("%1: %2", "group of a command, then the command")
                                 .arg(ActionRegistry::title(m_registry->groupOf(action)), plainActionText(action));
        m_candidates << Candidate{text, action->shortcut().toString(QKeySequence::NativeText), action->icon(), action,
                                  {}, action->isEnabled()};
    }
    for (const TaskItem &task : tasks)
        m_candidates << Candidate{u"#%1 %2"_s.arg(task.id.value).arg(task.title), task.state, icon(task.iconName),
                                  nullptr, task.id, true};
    m_input->clear();
    fill({});
    if (QWidget *window = parentWidget()) {
        const int width = std::min(640, window->width() - 40);
        resize(width, std::min(460, window->height() - 80));
        move(window->mapToGlobal(QPoint((window->width() - width) / 2, 60)));
    }
    m_input->setFocus();
    QDialog::open();
}

void CommandPalette::fill(const QString &pattern)
{
    struct Hit { int candidate; FuzzyMatch match; };
    std::vector<Hit> hits;
    for (int i = 0; i < m_candidates.size(); ++i) {
        if (auto match = fuzzyMatch(pattern, m_candidates[i].text))
            hits.push_back({i, *match});
    }
    std::stable_sort(hits.begin(), hits.end(),
                     [](const Hit &a, const Hit &b) { return a.match.score > b.match.score; });
    m_model->clear();
    constexpr size_t most = 100;
    for (size_t i = 0; i < std::min(hits.size(), most); ++i) {
        const Candidate &candidate = m_candidates[hits[i].candidate];
        auto *item = new QStandardItem(candidate.icon, candidate.text);
        item->setData(candidate.hint, HintRole);
        item->setData(hits[i].candidate, CandidateRole);
        item->setData(candidate.hint.isEmpty() ? candidate.text : u"%1, %2"_s.arg(candidate.text, candidate.hint),
                      Qt::AccessibleTextRole);
        QVariantList positions;
        for (int position : hits[i].match.positions)
            positions << position;
        item->setData(positions, PositionsRole);
        item->setEnabled(candidate.enabled);
        m_model->appendRow(item);
    }
    m_list->setCurrentIndex(m_model->index(0, 0));
}

void CommandPalette::choose()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || !index.flags().testFlag(Qt::ItemIsEnabled))
        return;
    const Candidate candidate = m_candidates[index.data(CandidateRole).toInt()];
    accept();
    if (candidate.action)
        candidate.action->trigger();
    else if (candidate.task.isValid())
        Q_EMIT taskChosen(candidate.task);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_input && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        int step = 0;
        switch (key->key()) {
        case Qt::Key_Down: step = 1; break;
        case Qt::Key_Up: step = -1; break;
        case Qt::Key_PageDown: step = 10; break;
        case Qt::Key_PageUp: step = -10; break;
        case Qt::Key_Return:
        case Qt::Key_Enter: choose(); return true;
        default: break;
        }
        if (step != 0 && m_model->rowCount() > 0) {
            const int row = std::clamp(m_list->currentIndex().row() + step, 0, m_model->rowCount() - 1);
            m_list->setCurrentIndex(m_model->index(row, 0));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

QStringList CommandPalette::shownTexts() const
{
    QStringList texts;
    for (int row = 0; row < m_model->rowCount(); ++row)
        texts << m_model->item(row)->text();
    return texts;
}

} // namespace docket
