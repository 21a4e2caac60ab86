//! Groups as the API lists, shows and changes them, and who is in them.

mod list;

use std::collections::HashMap;

use app::types::group::Group;
use app::types::ids::group_id::GroupId;
use app::types::ids::group_type::GroupType;
use app::types::time::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect, Select, Set};
use serde_json::{Map, Value};

use super::StoreError;
use super::entities::{group, group_identity};
use super::ingest::read::json;
use super::ingest::{AccountLock, Changes, GroupState};
use super::scope::AccountStore;

/// What groups can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupSort {
    LastTrackedAt,
    DisplayName,
}

/// Which groups to list.
#[derive(Clone, Debug, Default)]
pub struct GroupFilter {
    /// Of this type.
    pub kind: Option<GroupType>,
    /// Of which this identity is a member.
    pub identity: Option<String>,
    /// Part of the id or name.
    pub term: Option<String>,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// One group, with its attributes.
    pub async fn group(&self, kind: &GroupType, id: &GroupId) -> Result<Option<Group>, StoreError> {
        let Some(row) = self.one_group(kind, id).one(self.conn()).await? else {
            return Ok(None);
        };
        let counts = self.members_of(vec![row.id]).await?;
        let count = counts.get(&row.id).copied().unwrap_or(0);
        wire(row, count).map(Some)
    }

    /// A group as ingestion merges into it.
    pub async fn group_state(
        &self,
        kind: &GroupType,
        id: &GroupId,
    ) -> Result<Option<GroupState>, StoreError> {
        let row = self.one_group(kind, id).one(self.conn()).await?;
        row.map(GroupState::try_from).transpose()
    }

    /// Writes the merged state of one group, under the account's lock; a new one takes the next number.
    pub async fn save_group(&self, lock: &AccountLock, state: GroupState) -> Result<(), StoreError> {
        self.write(&Changes {
            last_seq: Ord::max(lock.last_seq, state.id),
            groups: vec![state],
            ..Changes::default()
        })
        .await
    }

    /// Makes an identity a member of a group; one that is stays one, since when it is.
    pub async fn join_group(&self, group: i64, identity: i64, now: i64) -> Result<(), StoreError> {
        use group_identity::Column as Col;
        let row = group_identity::ActiveModel {
            account_id: NotSet,
            group_id: Set(group),
            identity_id: Set(identity),
            created_at: Set(now),
        };
        let nothing = OnConflict::columns([Col::AccountId, Col::GroupId, Col::IdentityId])
            .do_nothing()
            .to_owned();
        self.insert_all::<group_identity::Entity>(vec![row], Some(nothing))
            .await
    }

    /// Takes an identity out of a group, if it is in.
    pub async fn leave_group(&self, group: i64, identity: i64) -> Result<(), StoreError> {
        self.delete::<group_identity::Entity>()
            .filter(group_identity::Column::GroupId.eq(group))
            .filter(group_identity::Column::IdentityId.eq(identity))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// Numbers of the groups with this id, of this type, or both; for use inside another statement.
    pub(super) fn group_numbers(&self, id: Option<&str>, kind: Option<&GroupType>) -> SelectStatement {
        let mut groups = Query::select()
            .column(group::Column::Id)
            .from(group::Entity)
            .and_where(self.owns(group::Column::AccountId))
            .to_owned();
        if let Some(id) = id {
            groups.and_where(Expr::col(group::Column::GroupId).eq(id));
        }
        if let Some(kind) = kind {
            groups.and_where(Expr::col(group::Column::Type).eq(kind.as_str()));
        }
        groups
    }

    fn one_group(&self, kind: &GroupType, id: &GroupId) -> Select<group::Entity> {
        self.find::<group::Entity>()
            .filter(group::Column::Type.eq(kind.as_str()))
            .filter(group::Column::GroupId.eq(id.as_str()))
    }

    /// How many members groups have, by number of the group.
    async fn members_of(&self, groups: Vec<i64>) -> Result<HashMap<i64, i64>, StoreError> {
        use group_identity::Column as Col;
        let rows: Vec<(i64, i64)> = self
            .find::<group_identity::Entity>()
            .filter(Col::GroupId.is_in(groups))
            .select_only()
            .column(Col::GroupId)
            .column_as(Col::IdentityId.count(), "members")
            .group_by(Col::GroupId)
            .into_tuple()
            .all(self.conn())
            .await?;
        Ok(rows.into_iter().collect())
    }
}

fn wire(row: group::Model, identity_count: i64) -> Result<Group, StoreError> {
    let refused = |error: &str| StoreError::Custom(error.to_owned());
    let data: Map<String, Value> = json(&row.data)?;
    Ok(Group {
        kind: row.r#type.parse().map_err(refused)?,
        id: row.group_id.parse().map_err(refused)?,
        display_name: row.display_name,
        identity_count,
        created_at: Timestamp::from_millis(row.created_at),
        updated_at: Timestamp::from_millis(row.updated_at),
        last_tracked_at: row.last_tracked_at.map(Timestamp::from_millis),
        data: Some(data.into()),
    })
}
