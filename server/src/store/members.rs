//! The people who sign in, and where they may.

use std::collections::{BTreeSet, HashMap};

use app::types::member::{AccountChoice, Role};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Select, Set,
};

use super::StoreError;
use super::entities::{account, member, membership};
use super::scope::{AccountId, AccountStore};
use super::system::SystemStore;

/// A person who signs in.
#[derive(Clone, Debug)]
pub struct MemberRow {
    /// Number of the member.
    pub id: i64,
    /// Address to sign in with, folded.
    pub email: String,
    /// bcrypt hash.
    pub password_hash: String,
    /// Tokens of another version are void.
    pub token_version: i64,
}

impl<C: ConnectionTrait> SystemStore<'_, C> {
    /// The member with this address, folded.
    #[expect(clippy::disallowed_methods, reason = "members belong to several accounts")]
    pub async fn member_by_email(&self, email: &str) -> Result<Option<MemberRow>, StoreError> {
        let row = member::Entity::find()
            .filter(member::Column::Email.eq(email))
            .one(self.conn())
            .await?;
        Ok(row.map(from_row))
    }

    /// The member with this number.
    #[expect(clippy::disallowed_methods, reason = "members belong to several accounts")]
    pub async fn member(&self, id: i64) -> Result<Option<MemberRow>, StoreError> {
        Ok(member::Entity::find_by_id(id)
            .one(self.conn())
            .await?
            .map(from_row))
    }

    /// Whether anybody can sign in yet.
    #[expect(clippy::disallowed_methods, reason = "members belong to several accounts")]
    pub async fn has_members(&self) -> Result<bool, StoreError> {
        Ok(member::Entity::find().one(self.conn()).await?.is_some())
    }

    /// The member who has been here longest.
    #[expect(clippy::disallowed_methods, reason = "members belong to several accounts")]
    pub async fn first_member(&self) -> Result<Option<i64>, StoreError> {
        let row = member::Entity::find()
            .order_by_asc(member::Column::Id)
            .one(self.conn())
            .await?;
        Ok(row.map(|row| row.id))
    }

    /// Makes a member.
    #[expect(clippy::disallowed_methods, reason = "members belong to several accounts")]
    pub async fn create_member(&self, email: &str, password_hash: &str, now: i64) -> Result<i64, StoreError> {
        let row = member::ActiveModel {
            id: NotSet,
            email: Set(email.to_owned()),
            password_hash: Set(password_hash.to_owned()),
            token_version: Set(1),
            created_at: Set(now),
        };
        Ok(member::Entity::insert(row)
            .exec_with_returning(self.conn())
            .await?
            .id)
    }

    /// Makes every token of a member void; with a hash, changes the password as well.
    #[expect(clippy::disallowed_methods, reason = "members belong to several accounts")]
    pub async fn void_tokens(&self, member_id: i64, password_hash: Option<&str>) -> Result<i64, StoreError> {
        use sea_orm::sea_query::{Expr, ExprTrait};
        let mut update = member::Entity::update_many()
            .col_expr(
                member::Column::TokenVersion,
                Expr::col(member::Column::TokenVersion).add(1),
            )
            .filter(member::Column::Id.eq(member_id));
        if let Some(hash) = password_hash {
            update = update.col_expr(member::Column::PasswordHash, Expr::value(hash));
        }
        update.exec(self.conn()).await?;
        Ok(self
            .member(member_id)
            .await?
            .map_or(0, |member| member.token_version))
    }

    /// Accounts a member belongs to, in the order in which they were joined, with the role in each.
    #[expect(clippy::disallowed_methods, reason = "a member's own list of accounts")]
    pub async fn memberships(
        &self,
        member_id: i64,
    ) -> Result<Vec<(AccountId, Role, AccountChoice)>, StoreError> {
        let rows = membership::Entity::find()
            .filter(membership::Column::MemberId.eq(member_id))
            .order_by_asc(membership::Column::CreatedAt)
            .order_by_asc(membership::Column::AccountId)
            .all(self.conn())
            .await?;
        let ids = rows.iter().map(|row| row.account_id);
        let accounts = account::Entity::find()
            .filter(account::Column::Id.is_in(ids))
            .all(self.conn())
            .await?;
        let choice = |row: membership::Model| {
            let account = accounts
                .iter()
                .find(|account| account.id == row.account_id && account.enabled)?;
            let choice = AccountChoice {
                slug: account.slug.clone(),
                name: account.name.clone(),
                demo: account.demo,
            };
            Some((AccountId::from_row(account.id), role(&row.role), choice))
        };
        Ok(rows.into_iter().filter_map(choice).collect())
    }
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Addresses of members of the account, by number.
    pub async fn member_addresses(&self, members: BTreeSet<i64>) -> Result<HashMap<i64, String>, StoreError> {
        if members.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = self.members().filter(member::Column::Id.is_in(members));
        let rows = rows.all(self.conn()).await?;
        Ok(rows.into_iter().map(|row| (row.id, row.email)).collect())
    }

    /// The number of the account's member with this address, folded.
    pub async fn member_with_address(&self, email: &str) -> Result<Option<i64>, StoreError> {
        let rows = self.members().filter(member::Column::Email.eq(email));
        Ok(rows.one(self.conn()).await?.map(|row| row.id))
    }

    /// The addresses of everybody who is a member of the account, folded.
    pub async fn all_addresses(&self) -> Result<Vec<String>, StoreError> {
        self.members()
            .order_by_asc(member::Column::Email)
            .select_only()
            .column(member::Column::Email)
            .into_tuple()
            .all(self.conn())
            .await
    }

    /// Members of the account.
    #[expect(clippy::disallowed_methods, reason = "members belong to several accounts")]
    fn members(&self) -> Select<member::Entity> {
        let ours = Query::select()
            .column(membership::Column::MemberId)
            .from(membership::Entity)
            .and_where(self.owns(membership::Column::AccountId))
            .to_owned();
        member::Entity::find().filter(member::Column::Id.in_subquery(ours))
    }

    /// Lets a member into the account.
    #[expect(clippy::disallowed_methods, reason = "memberships are keyed by member first")]
    pub async fn add_member(&self, member_id: i64, role: Role, now: i64) -> Result<(), StoreError> {
        let row = membership::ActiveModel {
            member_id: Set(member_id),
            account_id: Set(self.account().get()),
            role: Set(role_name(role).to_owned()),
            created_at: Set(now),
        };
        membership::Entity::insert(row)
            .exec_without_returning(self.conn())
            .await?;
        Ok(())
    }
}

fn from_row(row: member::Model) -> MemberRow {
    MemberRow {
        id: row.id,
        email: row.email,
        password_hash: row.password_hash,
        token_version: row.token_version,
    }
}

const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Owner => "OWNER",
        Role::Admin => "ADMIN",
        Role::Analyst => "ANALYST",
        Role::Viewer => "VIEWER",
    }
}

/// An unknown role may do the least.
fn role(name: &str) -> Role {
    [Role::Owner, Role::Admin, Role::Analyst]
        .into_iter()
        .find(|role| role_name(*role) == name)
        .unwrap_or(Role::Viewer)
}
