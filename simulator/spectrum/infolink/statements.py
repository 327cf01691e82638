"""The SQL that makes and fills Info-Link's tables; every name is quoted, so its case is kept."""

from simulator.spectrum.infolink.tables import TABLES, Column, Table

CONTRACT_TOTALS_VIEW = "CR_CONTRACT_MASTER1_V"

# What a contract's main page shows: approved changes are change requests on a change order or with
# an action type that recognises revenue, and what was entered on change orders themselves (D-352).
CREATE_CONTRACT_TOTALS = f"""
CREATE VIEW "{CONTRACT_TOTALS_VIEW}" AS
SELECT totals.*,
       ROUND(totals."Original_Contract" + totals."Approved_Changes", 2) AS "Revised_Contract"
FROM (
    SELECT c.*, ROUND(
        COALESCE((
            SELECT SUM(r."Revenue")
            FROM "CR_CHNG_REQ_HDR_MC" h
            JOIN "CR_CHNG_REQ_STATUS_MC" s
              ON s."Company_Code" = h."Company_Code" AND s."Status_Code" = h."Status"
            JOIN "CR_CHNG_REQ_REV_MC" r
              ON r."Company_Code" = h."Company_Code" AND r."Job_Number" = h."Job_Number"
             AND r."Customer_Code" = h."Customer_Code"
             AND r."Change_Request_Number" = h."Change_Request_Number"
            WHERE h."Company_Code" = c."Company_Code" AND h."Job_Number" = c."Job_Number"
              AND h."Customer_Code" = c."Customer_Code"
              AND (h."Change_Order_Number" <> '' OR s."CR_Type" IN ('1', '2'))
        ), 0)
        + COALESCE((
            SELECT SUM(o."Entered_Revenue")
            FROM "CR_CHANGE_ORDER_HEADER_MC" o
            WHERE o."Company_Code" = c."Company_Code" AND o."Job_Number" = c."Job_Number"
              AND o."Customer_Code" = c."Customer_Code"
        ), 0), 2) AS "Approved_Changes"
    FROM "CR_CONTRACT_MASTER_MC" c
) AS totals
"""


def create_statements(company_code: str, date_type: str) -> list[str]:
    """Every table, its single-company view, and the contract totals."""
    own_company = company_code.replace("'", "''")
    statements = []
    for table in TABLES:
        columns = ", ".join(
            f'"{column.name}" {column.sql_type.replace("DATETIME", date_type)}'
            for column in table.columns
        )
        key = _names(table.columns[: table.key_length])
        statements += [
            f'CREATE TABLE "{table.name}" ({columns}, PRIMARY KEY ({key}))',
            f'CREATE VIEW "{table.single_company_view}" AS SELECT * FROM "{table.name}" '
            f"WHERE TRIM(\"Company_Code\") = '{own_company}'",
        ]
    return [*statements, CREATE_CONTRACT_TOTALS]


def drop_statements(suffix: str = "") -> list[str]:
    """Everything that `create_statements` makes, views first."""
    views = [CONTRACT_TOTALS_VIEW, *(table.single_company_view for table in TABLES)]
    return [f'DROP VIEW IF EXISTS "{view}"{suffix}' for view in views] + [
        f'DROP TABLE IF EXISTS "{table.name}"{suffix}' for table in TABLES
    ]


def upsert_statement(table: Table, placeholder: str) -> str:
    """Insert a row, or write it over the one with the same key."""
    key, rest = table.columns[: table.key_length], table.columns[table.key_length :]
    settings = ", ".join(f'"{column.name}" = excluded."{column.name}"' for column in rest)
    action = f"UPDATE SET {settings}" if settings else "NOTHING"
    values = ", ".join(placeholder for _ in table.columns)
    return (
        f'INSERT INTO "{table.name}" ({_names(table.columns)}) VALUES ({values}) '
        f"ON CONFLICT ({_names(key)}) DO {action}"
    )


def delete_statement(table: Table, key_length: int, placeholder: str) -> str:
    """Delete every row that has these leading key columns; all rows for a length of 0."""
    where = " AND ".join(
        f'"{column.name}" = {placeholder}' for column in table.columns[:key_length]
    )
    return f'DELETE FROM "{table.name}"' + (f" WHERE {where}" if where else "")


def _names(columns: tuple[Column, ...]) -> str:
    return ", ".join(f'"{column.name}"' for column in columns)
