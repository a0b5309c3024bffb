import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0003-identity',
  steps: [
    {
      createTable: {
        name: 'identity_role',
        columns: {
          id: {
            type: 'id',
          },
          version: {
            type: 'integer',
            required: true,
            default: 1,
          },
          created_at: {
            type: 'integer',
            required: true,
          },
          created_by: {
            type: 'integer',
          },
          updated_at: {
            type: 'integer',
            required: true,
          },
          updated_by: {
            type: 'integer',
          },
          code: {
            type: 'text',
            max: 60,
            required: true,
          },
          name_de: {
            type: 'text',
            max: 100,
          },
          name_en: {
            type: 'text',
            max: 100,
          },
          description_de: {
            type: 'text',
            max: 500,
          },
          description_en: {
            type: 'text',
            max: 500,
          },
          state: {
            type: 'text',
            max: 60,
            required: true,
            default: 'custom',
          },
        },
        unique: [['code']],
      },
    },
    {
      createTable: {
        name: 'identity_role_permissions',
        columns: {
          id: {
            type: 'id',
          },
          parent_id: {
            type: 'integer',
            required: true,
            references: 'identity_role',
            cascade: true,
          },
          position: {
            type: 'integer',
            required: true,
          },
          permission: {
            type: 'text',
            max: 120,
            required: true,
          },
        },
        indexes: [['parent_id', 'position']],
      },
    },
    {
      createTable: {
        name: 'identity_user',
        columns: {
          id: {
            type: 'id',
          },
          version: {
            type: 'integer',
            required: true,
            default: 1,
          },
          created_at: {
            type: 'integer',
            required: true,
          },
          created_by: {
            type: 'integer',
          },
          updated_at: {
            type: 'integer',
            required: true,
          },
          updated_by: {
            type: 'integer',
          },
          username: {
            type: 'text',
            max: 60,
            required: true,
          },
          display_name: {
            type: 'text',
            max: 120,
            required: true,
          },
          email: {
            type: 'text',
            max: 200,
          },
          phone: {
            type: 'text',
            max: 20,
          },
          employee_id: {
            type: 'text',
            max: 50,
          },
          language: {
            type: 'text',
            max: 60,
            required: true,
            default: 'de',
          },
          state: {
            type: 'text',
            max: 60,
            required: true,
            default: 'active',
          },
          last_sign_in_at: {
            type: 'integer',
          },
          password_changed_at: {
            type: 'integer',
          },
        },
        unique: [['username']],
      },
    },
    {
      createTable: {
        name: 'identity_user_roles',
        columns: {
          parent_id: {
            type: 'integer',
            required: true,
            references: 'identity_user',
            cascade: true,
          },
          target_id: {
            type: 'integer',
            required: true,
            references: 'identity_role',
          },
        },
        primaryKey: ['parent_id', 'target_id'],
        indexes: [['target_id']],
      },
    },
    {
      createTable: {
        name: 'identity_session',
        columns: {
          id: {
            type: 'id',
          },
          version: {
            type: 'integer',
            required: true,
            default: 1,
          },
          created_at: {
            type: 'integer',
            required: true,
          },
          created_by: {
            type: 'integer',
          },
          updated_at: {
            type: 'integer',
            required: true,
          },
          updated_by: {
            type: 'integer',
          },
          user: {
            type: 'integer',
            references: 'identity_user',
            required: true,
          },
          device: {
            type: 'text',
            max: 200,
            required: true,
          },
          address: {
            type: 'text',
            max: 45,
            required: true,
          },
          state: {
            type: 'text',
            max: 60,
            required: true,
            default: 'active',
          },
          last_seen_at: {
            type: 'integer',
            required: true,
          },
          expires_at: {
            type: 'integer',
            required: true,
          },
          token_hash: {
            type: 'text',
            max: 64,
            required: true,
          },
        },
        unique: [['token_hash']],
        indexes: [['user']],
      },
    },
    {
      createTable: {
        name: 'identity_api_token',
        columns: {
          id: {
            type: 'id',
          },
          version: {
            type: 'integer',
            required: true,
            default: 1,
          },
          created_at: {
            type: 'integer',
            required: true,
          },
          created_by: {
            type: 'integer',
          },
          updated_at: {
            type: 'integer',
            required: true,
          },
          updated_by: {
            type: 'integer',
          },
          name: {
            type: 'text',
            max: 100,
            required: true,
          },
          user: {
            type: 'integer',
            references: 'identity_user',
            required: true,
          },
          prefix: {
            type: 'text',
            max: 20,
            required: true,
          },
          state: {
            type: 'text',
            max: 60,
            required: true,
            default: 'active',
          },
          expires_at: {
            type: 'integer',
            required: true,
          },
          last_used_at: {
            type: 'integer',
          },
          token_hash: {
            type: 'text',
            max: 64,
            required: true,
          },
        },
        unique: [['token_hash']],
        indexes: [['user']],
      },
    },
    {
      createTable: {
        name: 'identity_api_token_scopes',
        columns: {
          id: {
            type: 'id',
          },
          parent_id: {
            type: 'integer',
            required: true,
            references: 'identity_api_token',
            cascade: true,
          },
          position: {
            type: 'integer',
            required: true,
          },
          permission: {
            type: 'text',
            max: 120,
            required: true,
          },
        },
        indexes: [['parent_id', 'position']],
      },
    },
    {
      createTable: {
        name: 'identity_credential',
        columns: {
          id: {
            type: 'id',
          },
          version: {
            type: 'integer',
            required: true,
            default: 1,
          },
          created_at: {
            type: 'integer',
            required: true,
          },
          created_by: {
            type: 'integer',
          },
          updated_at: {
            type: 'integer',
            required: true,
          },
          updated_by: {
            type: 'integer',
          },
          user: {
            type: 'integer',
            references: 'identity_user',
            required: true,
          },
          password_hash: {
            type: 'text',
            max: 255,
            required: true,
          },
        },
        unique: [['user']],
      },
    },
    {
      createTable: {
        name: 'identity_one_time_link',
        columns: {
          id: {
            type: 'id',
          },
          version: {
            type: 'integer',
            required: true,
            default: 1,
          },
          created_at: {
            type: 'integer',
            required: true,
          },
          created_by: {
            type: 'integer',
          },
          updated_at: {
            type: 'integer',
            required: true,
          },
          updated_by: {
            type: 'integer',
          },
          purpose: {
            type: 'text',
            max: 60,
            required: true,
          },
          user: {
            type: 'integer',
            references: 'identity_user',
          },
          state: {
            type: 'text',
            max: 60,
            required: true,
            default: 'open',
          },
          expires_at: {
            type: 'integer',
            required: true,
          },
          token_hash: {
            type: 'text',
            max: 64,
            required: true,
          },
        },
        unique: [['token_hash']],
        indexes: [['user']],
      },
    },
  ],
};
