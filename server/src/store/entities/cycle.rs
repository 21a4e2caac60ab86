//! Analysis runs.

use sea_orm::entity::prelude::*;

use crate::store::scope::AccountOwned;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cycles")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub account_id: i64,
    pub identity_id: i64,
    pub humanity_score: Option<i64>,
    pub authenticity_score: Option<i64>,
    pub uniqueness_score: Option<i64>,
    pub behavior_score: Option<i64>,
    pub humanity_confidence: Option<f64>,
    pub authenticity_confidence: Option<f64>,
    pub uniqueness_confidence: Option<f64>,
    pub behavior_confidence: Option<f64>,
    pub event_count: i64,
    pub device_count: i64,
    pub duration_millis: i64,
    pub started_at: i64,
    pub finished_at: i64,
    pub last_attributed_seq: Option<i64>,
    pub last_seq: Option<i64>,
    pub scorer: Option<String>,
    pub mappings: Option<String>,
    pub datasets: Option<String>,
    pub geo: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl AccountOwned for Entity {
    const ACCOUNT: Column = Column::AccountId;
}
